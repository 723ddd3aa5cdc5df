package io.fenji.kit.testing;

import io.restassured.RestAssured;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks for every path of a contract with the methods that it does not have.
public final class ContractMethods {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "PATCH", "POST", "DELETE");
    private static final int NOT_ALLOWED = 405;

    private ContractMethods() {}

    /// `METHOD /path/{template} status` of those that are not answered with 405.
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
                    int status = RestAssured.request(method, path.replaceAll("\\{[^}]*}", "1"))
                            .statusCode();
                    if (status != NOT_ALLOWED) {
                        wrong.add("%s %s %d".formatted(method, path, status));
                    }
                }));
        return wrong;
    }
}
