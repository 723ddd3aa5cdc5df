package io.fenji.customer.filter;

import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The query parameters by which a list shows the rows of one customer: `customerId`, or `customerSource` with
/// `customerKey`.
@RegisterForReflection
public record CustomerParameters(
        @QueryParam("customerId") @Nullable UUID id,
        @QueryParam("customerSource") @Nullable String source,
        @QueryParam("customerKey") @Nullable String key) {

    /// The customer that is named; null when none is.
    ///
    /// @throws ProblemException 400 when it is named by half a key, or twice
    @Nullable
    CustomerReference reference() {
        if (id == null && source == null && key == null) {
            return null;
        }
        if (id != null && (source != null || key != null)) {
            throw invalid("customerId", "take either customerId or customerSource with customerKey");
        }
        if (id != null) {
            return CustomerReference.to(id);
        }
        if (source == null || key == null) {
            throw invalid(
                    source == null ? "customerSource" : "customerKey",
                    "customerSource and customerKey belong together: a key is one of a source system");
        }
        return new CustomerReference(null, new ExternalKey(source, key));
    }

    private static ProblemException invalid(String name, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, name, "INVALID_VALUE", detail);
    }
}
