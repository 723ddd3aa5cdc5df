package io.fenji.kit.testing;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;

/// Checks every answer of a test against the contract: an undocumented status, media type or body fails it.
/// Install it once: `RestAssured.filters(new ContractFilter())`.
public final class ContractFilter implements Filter {
    private final Contract contract = Contract.ofThisService();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        String path = URI.create(request.getURI()).getPath();
        if (!path.startsWith("/q/")) {
            List<String> violations = contract.violations(
                    request.getMethod(),
                    path,
                    answer.statusCode(),
                    answer.contentType(),
                    answer.getBody().asString());
            if (!violations.isEmpty()) {
                throw new AssertionError("%s %s → %d breaks the contract: %s"
                        .formatted(request.getMethod(), path, answer.statusCode(), violations));
            }
        }
        return answer;
    }
}
