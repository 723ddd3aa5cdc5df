package io.fenji.customer.validation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.jspecify.annotations.Nullable;

/// Every property can be reached: what is validated is a request, never an entity with parts that are not loaded, and
/// asking Hibernate whether each is takes a twentieth of the time of a small request.
@ApplicationScoped
class PlainTraversal implements TraversableResolver {
    @Override
    public boolean isReachable(
            @Nullable Object object, Path.Node property, Class<?> root, Path pathTo, ElementType elementType) {
        return true;
    }

    @Override
    public boolean isCascadable(
            @Nullable Object object, Path.Node property, Class<?> root, Path pathTo, ElementType elementType) {
        return true;
    }
}
