package io.fenji.kit.http;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// A query parameter that the method does not declare is a 400: a misspelt filter must not answer with
/// everything.
public class UnknownQueryParameters {
    private static final Map<Method, Set<String>> DECLARED = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty()) {
            return;
        }
        Set<String> declared =
                DECLARED.computeIfAbsent(resource.getResourceMethod(), UnknownQueryParameters::declaredBy);
        List<FieldError> unknown = sent.stream()
                .filter(name -> !declared.contains(name))
                .sorted()
                .map(name -> new FieldError(name, "UNKNOWN_PARAMETER", "'%s' is not a parameter here".formatted(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    CommonProblem.UNKNOWN_PARAMETER,
                    "%s; known here: %s".formatted(unknown.getFirst().detail(), String.join(", ", declared)),
                    unknown);
        }
    }

    private static Set<String> declaredBy(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            RestQuery rest = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.add(query.value());
            } else if (rest != null) {
                names.add(rest.value().isEmpty() ? parameter.getName() : rest.value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    QueryParam fieldQuery = field.getAnnotation(QueryParam.class);
                    RestQuery fieldRest = field.getAnnotation(RestQuery.class);
                    if (fieldQuery != null) {
                        names.add(fieldQuery.value());
                    } else if (fieldRest != null) {
                        names.add(fieldRest.value().isEmpty() ? field.getName() : fieldRest.value());
                    }
                }
            }
        }
        return names;
    }
}
