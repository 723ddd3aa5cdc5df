package io.fenji.kit.http;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// A query parameter that the method does not declare is a 400, and so is a second value of one that takes a single
/// one: a misspelt or dropped filter must not answer with everything.
public class UnknownQueryParameters {
    private static final Map<Method, SortedMap<String, Boolean>> DECLARED = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return;
        }
        Method method = resource.getResourceMethod();
        SortedMap<String, Boolean> declared = DECLARED.computeIfAbsent(method, UnknownQueryParameters::declaredBy);
        QueryFamily family = method.getAnnotation(QueryFamily.class);
        List<FieldError> unknown = sent.keySet().stream()
                .filter(name -> !declared.containsKey(name) && !isOf(family, name))
                .sorted()
                .map(name -> new FieldError(name, "UNKNOWN_PARAMETER", "'%s' is not a parameter here".formatted(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    CommonProblem.UNKNOWN_PARAMETER,
                    "%s; known here: %s".formatted(unknown.getFirst().detail(), String.join(", ", declared.keySet())),
                    unknown);
        }
        List<FieldError> repeated = sent.entrySet().stream()
                .filter(parameter ->
                        parameter.getValue().size() > 1 && Boolean.FALSE.equals(declared.get(parameter.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> new FieldError(name, "REPEATED_PARAMETER", "'%s' takes a single value".formatted(name)))
                .toList();
        if (!repeated.isEmpty()) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER, repeated.getFirst().detail(), repeated);
        }
    }

    private static boolean isOf(@Nullable QueryFamily family, String name) {
        return family != null && name.startsWith(family.value());
    }

    /// Names of the parameters, and whether each takes several values.
    private static SortedMap<String, Boolean> declaredBy(Method method) {
        SortedMap<String, Boolean> declared = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    declare(declared, field, field.getName(), field.getType());
                }
            } else {
                declare(declared, parameter, parameter.getName(), parameter.getType());
            }
        }
        return declared;
    }

    private static void declare(
            SortedMap<String, Boolean> declared, AnnotatedElement element, String ownName, Class<?> type) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        RestQuery rest = element.getAnnotation(RestQuery.class);
        boolean several = Collection.class.isAssignableFrom(type);
        if (query != null) {
            declared.put(query.value(), several);
        } else if (rest != null) {
            declared.put(rest.value().isEmpty() ? ownName : rest.value(), several);
        }
    }
}
