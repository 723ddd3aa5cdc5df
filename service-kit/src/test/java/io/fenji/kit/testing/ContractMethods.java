package io.fenji.kit.testing;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks for every path of a contract with the methods that it does not have.
public final class ContractMethods {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "PATCH", "POST", "DELETE");
    private static final int NOT_ALLOWED = 405;

    private ContractMethods() {}

    /// `METHOD /path/{template} status Allow` of those that are not answered with 405 and the path's methods.
    public static Set<String> notRefused(Contract contract) {
        SortedMap<String, Set<String>> paths = new TreeMap<>();
        for (String operation : contract.operations()) {
            String[] parts = operation.split(" ");
            paths.computeIfAbsent(parts[1], path -> new TreeSet<>()).add(parts[0]);
        }
        Set<String> wrong = new TreeSet<>();
        paths.forEach((path, known) -> METHODS.stream()
                .filter(method -> !known.contains(method))
                .forEach(method -> {
                    Response answer = RestAssured.request(method, path.replaceAll("\\{[^}]*}", "1"));
                    String allow = answer.header("Allow");
                    if (answer.statusCode() != NOT_ALLOWED || !allowed(known).equals(allow)) {
                        wrong.add("%s %s %d %s".formatted(method, path, answer.statusCode(), allow));
                    }
                }));
        return wrong;
    }

    /// HEAD and OPTIONS are no operations of a contract, but answered.
    private static String allowed(Set<String> known) {
        Set<String> all = new TreeSet<>(known);
        all.add("OPTIONS");
        if (known.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }
}
