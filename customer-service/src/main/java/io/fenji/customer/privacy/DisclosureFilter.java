package io.fenji.customer.privacy;

import io.fenji.customer.customer.Customer;
import io.fenji.customer.merge.Merge;
import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Notes every answer that shows a customer's record, in the request itself: an answer that cannot be noted is not
/// given.
@Provider
public class DisclosureFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /// The caller's reason.
    static final String PURPOSE = "Fenji-Purpose";

    private static final String BY_KEY = "/by-key";
    private static final int LONGEST_PURPOSE = 200;
    private static final int FIRST_FAILURE = 300;

    private final Disclosures disclosures;

    DisclosureFilter(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String purpose = request.getHeaderString(PURPOSE);
        if (purpose != null && (purpose.length() > LONGEST_PURPOSE || purpose.indexOf('\0') >= 0)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    PURPOSE,
                    "INVALID_VALUE",
                    "must have at most %d characters".formatted(LONGEST_PURPOSE));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        List<UUID> shown = response.getStatus() < FIRST_FAILURE ? shown(response.getEntity()) : List.of();
        if (!shown.isEmpty()) {
            note(disclosures, request, shown);
        }
    }

    static void note(Disclosures disclosures, ContainerRequestContext request, List<UUID> customers) {
        @Nullable Principal reader = request.getSecurityContext().getUserPrincipal();
        disclosures.note(
                customers,
                reader == null || reader.getName().isEmpty() ? "anonymous" : reader.getName(),
                request.getHeaderString(PURPOSE),
                request.getMethod() + " " + resource(request.getUriInfo().getPath()));
    }

    /// The path, without the key that it may end with: that is personal itself.
    private static String resource(String path) {
        int key = path.indexOf(BY_KEY);
        String known = key < 0 ? path : path.substring(0, key + BY_KEY.length());
        return known.startsWith("/") ? known : "/" + known;
    }

    private static List<UUID> shown(@Nullable Object entity) {
        return switch (entity) {
            case Customer customer -> List.of(customer.id());
            case Merge merge -> parties(merge);
            case DataExport.Answer export -> List.of(export.customerId());
            case Page<?> page -> {
                List<UUID> ids = new ArrayList<>();
                for (Object item : page.items()) {
                    ids.addAll(item instanceof Page<?> ? List.of() : shown(item));
                }
                yield ids;
            }
            case null, default -> List.of();
        };
    }

    private static List<UUID> parties(Merge merge) {
        List<UUID> parties = new ArrayList<>(merge.merged());
        parties.add(merge.survivor());
        return parties;
    }
}
