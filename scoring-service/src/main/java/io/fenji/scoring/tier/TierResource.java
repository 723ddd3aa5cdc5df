package io.fenji.scoring.tier;

import io.fenji.kit.http.QueryFamily;
import io.fenji.kit.http.TaggedJson;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.clock.ClockReader;
import io.fenji.scoring.clock.Clocks;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.SchemeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tiers of many customers: the list, and the lookup by id or key.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TierResource {
    private final Database database;
    private final TierReader tiers;
    private final TierLists lists;
    private final ClockReader clocks;
    private final TaggedJson tagged;

    TierResource(Database database, TierReader tiers, TierLists lists, ClockReader clocks, TaggedJson tagged) {
        this.database = database;
        this.tiers = tiers;
        this.lists = lists;
        this.clocks = clocks;
        this.tagged = tagged;
    }

    @GET
    @Path("/tiers")
    @QueryFamily(TierParameters.ATTRIBUTE)
    public Response list(
            @QueryParam("scheme") @NotNull String scheme,
            @BeanParam TierParameters filters,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Context UriInfo uri) {
        int most = PageRequest.limit(limit);
        TierFilter filter = TierFilter.of(scheme, filters, uri.getQueryParameters());
        String scope = "tiers|%s|%s|%s".formatted(filter, filters.asOf(), filters.knownAt());
        @Nullable Clocks asked = clocks.read("", filters.asOf(), filters.knownAt());
        return tagged.answer(lists.page(scope, filter, asked, most, after), ifNoneMatch);
    }

    @POST
    @Path("/tiers:lookup")
    @Consumes(MediaType.APPLICATION_JSON)
    public TierLookup lookup(@NotNull @Valid TierLookup.Request request) {
        int asks = request.ids().size() + request.named().size();
        if (asks == 0 || asks > TierLookup.Request.MOST) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST,
                    "",
                    "BAD_LENGTH",
                    "`customerIds` and `keys` together name 1 to %d customers".formatted(TierLookup.Request.MOST));
        }
        @Nullable Clocks asked = clocks.read("/", request.asOf(), request.knownAt());
        return database.call(c -> {
            if (!SchemeStore.exists(c, request.scheme())) {
                throw ProblemException.at(
                        ScoringProblem.UNKNOWN_SCHEME,
                        "/scheme",
                        "UNKNOWN_SCHEME",
                        "There is no scheme '%s'".formatted(request.scheme()));
            }
            List<TierLookup.Named> named = tiers.named(c, request.named());
            Set<UUID> missing = new LinkedHashSet<>(request.ids());
            named.stream()
                    .map(TierLookup.Named::customerId)
                    .filter(Objects::nonNull)
                    .forEach(missing::add);
            List<TierAnswer> found = tiers.some(c, request.scheme(), List.copyOf(missing), asked);
            found.forEach(answer -> missing.remove(answer.customerId()));
            return new TierLookup(found, List.copyOf(missing), named);
        });
    }
}
