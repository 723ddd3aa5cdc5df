package io.fenji.scoring.tier;

import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.SchemeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tiers of many customers: the list, and the lookup by id.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TierResource {
    private final Database database;
    private final TierReader tiers;
    private final CursorCodec cursors;

    TierResource(Database database, TierReader tiers, CursorCodec cursors) {
        this.database = database;
        this.tiers = tiers;
        this.cursors = cursors;
    }

    @GET
    @Path("/tiers")
    public Page<TierAnswer> list(
            @QueryParam("scheme") @NotNull String scheme,
            @QueryParam("tier") @Nullable String tier,
            @QueryParam("minScore") @Nullable BigDecimal minScore,
            @QueryParam("maxScore") @Nullable BigDecimal maxScore,
            @QueryParam("changedSince") @Nullable String changedSince,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        TierFilter filter = TierFilter.of(scheme, tier, minScore, maxScore, changedSince);
        @Nullable String position = cursors.decode(filter.scope(), after);
        List<TierAnswer> found = database.call(c -> {
            SchemeStore.require(c, scheme);
            List<Object> values = new ArrayList<>(filter.values());
            String from = "";
            if (position != null) {
                from = " and t.customer_id > ?";
                values.add(UUID.fromString(position));
            }
            values.add(most + 1);
            return Sql.list(
                            c,
                            TierRow.SELECT + filter.where() + from + " order by t.customer_id limit ?",
                            TierRow::read,
                            values.toArray())
                    .stream()
                    .map(row -> tiers.answer(c, row))
                    .toList();
        });
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(
                                filter.scope(), found.get(most - 1).customerId().toString()))
                : new Page<>(found, null);
    }

    @POST
    @Path("/tiers:lookup")
    @Consumes(MediaType.APPLICATION_JSON)
    public TierLookup lookup(@NotNull @Valid TierLookup.Request request) {
        Set<UUID> asked = new LinkedHashSet<>(request.customerIds());
        return database.call(c -> {
            if (!SchemeStore.exists(c, request.scheme())) {
                throw ProblemException.at(
                        ScoringProblem.UNKNOWN_SCHEME,
                        "/scheme",
                        "UNKNOWN_SCHEME",
                        "There is no scheme '%s'".formatted(request.scheme()));
            }
            List<TierAnswer> found = tiers.some(c, request.scheme(), List.copyOf(asked));
            found.forEach(answer -> asked.remove(answer.customerId()));
            return new TierLookup(found, List.copyOf(asked));
        });
    }
}
