package io.fenji.customer.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.access.Caller;
import io.fenji.customer.access.PersonalReads;
import io.fenji.customer.customer.Customer;
import io.fenji.customer.merge.Merge;
import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Notes every answer that shows a customer's data, before it is given: an answer that cannot be noted is not given.
@Provider
public class DisclosureFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PURPOSE = "Fenji-Purpose";
    private static final String BY_KEY = "/by-key";
    private static final String BY_CONTACT = "contact";
    private static final String CUSTOMERS = "/v1/customers";
    private static final int LONGEST_PURPOSE = 200;
    private static final int FIRST_FAILURE = 300;

    private final Disclosures disclosures;
    private final PersonalReads reads;
    private final Caller caller;
    private final ObjectMapper json;

    DisclosureFilter(Disclosures disclosures, PersonalReads reads, Caller caller, ObjectMapper json) {
        this.disclosures = disclosures;
        this.reads = reads;
        this.caller = caller;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        purpose(request);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= FIRST_FAILURE) {
            return;
        }
        Set<UUID> shown = new LinkedHashSet<>(reads.customers());
        add(shown, response.getEntity());
        if (response.getEntity() instanceof String first
                && response.getHeaders().containsKey("Idempotent-Replayed")) {
            addReplayed(shown, path(request), first);
        }
        if (!shown.isEmpty()) {
            disclosures.note(shown, caller.name(), purpose(request), request.getMethod() + " " + resource(request));
        }
    }

    /// The caller's reason. Headers are ASCII: other characters come percent-encoded.
    private static @Nullable String purpose(ContainerRequestContext request) {
        @Nullable String sent = request.getHeaderString(PURPOSE);
        if (sent == null) {
            return null;
        }
        try {
            String purpose = URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
            if (purpose.length() > LONGEST_PURPOSE || purpose.indexOf('\0') >= 0) {
                throw invalid("must have at most %d characters".formatted(LONGEST_PURPOSE));
            }
            return purpose.isEmpty() ? null : purpose;
        } catch (IllegalArgumentException notEncoded) {
            throw invalid("has a % that two hexadecimal digits do not follow");
        }
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, PURPOSE, "INVALID_VALUE", detail);
    }

    /// The path, without the key that it may have and without the contact value that was looked for: these are
    /// personal themselves.
    private static String resource(ContainerRequestContext request) {
        String path = path(request);
        int key = path.indexOf(BY_KEY);
        String known =
                key < 0 ? path : path.substring(0, key + BY_KEY.length()) + behindKey(request, path.substring(key));
        return request.getUriInfo().getQueryParameters().containsKey(BY_CONTACT) ? known + "?" + BY_CONTACT : known;
    }

    private static String behindKey(ContainerRequestContext request, String path) {
        MultivaluedMap<String, String> parameters = request.getUriInfo().getPathParameters();
        String key = "%s/%s/%s".formatted(BY_KEY, parameters.getFirst("source"), parameters.getFirst("key"));
        return path.startsWith(key) ? path.substring(key.length()) : "";
    }

    private static String path(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.startsWith("/") ? path : "/" + path;
    }

    private static void add(Set<UUID> shown, @Nullable Object entity) {
        switch (entity) {
            case Customer customer -> shown.add(customer.id());
            case Merge merge -> {
                shown.add(merge.survivor());
                shown.addAll(merge.merged());
            }
            case DataExport.Answer export -> shown.add(export.customerId());
            case Page<?> page ->
                page.items().stream()
                        .filter(item -> item instanceof Customer || item instanceof Merge)
                        .forEach(item -> add(shown, item));
            case null, default -> {}
        }
    }

    /// What is kept for a repeated request is the text of its first answer: a customer or a merge.
    private void addReplayed(Set<UUID> shown, String path, String first) {
        try {
            JsonNode answer = json.readTree(first);
            if (answer.has("survivor")) {
                shown.add(UUID.fromString(answer.path("survivor").asText()));
                answer.path("merged").forEach(id -> shown.add(UUID.fromString(id.asText())));
            } else if (path.equals(CUSTOMERS)) {
                shown.add(UUID.fromString(answer.path("id").asText()));
            }
        } catch (JsonProcessingException storedByUs) {
            throw new IllegalStateException(storedByUs);
        }
    }
}
