package io.fenji.report.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.TierDistribution.TierShare;
import io.fenji.report.content.Money;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.criteria.SchemeView.TierView;
import io.fenji.report.mart.FeedName;
import io.fenji.report.mart.Mart;
import io.fenji.report.mart.MartState;
import io.fenji.report.mart.SchemeShelf;
import io.fenji.report.upstream.SchemeNotActiveException;
import io.fenji.report.upstream.UpstreamException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Figures of the mart for frontends and other systems.
@Path("/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AnalyticsResource {
    /// How long a new version's tiers are waited for, and the pause between two looks.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SchemeShelf schemes;
    private final Mart mart;
    private final Database database;
    private final String currency;

    AnalyticsResource(
            SchemeShelf schemes,
            Mart mart,
            Database database,
            @ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String currency) {
        this.schemes = schemes;
        this.mart = mart;
        this.database = database;
        this.currency = currency;
    }

    @GET
    @Path("/tier-distribution")
    public TierDistribution tierDistribution(@QueryParam("scheme") @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "scheme", "REQUIRED", "Say which scheme: ?scheme=…");
        }
        Optional<TierDistribution> distribution = read(scheme(() -> schemes.view(key), key));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (distribution.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "The tiers of a new version of scheme %s are not all here yet".formatted(key));
            }
            mart.catchUp(PATIENCE);
            distribution = read(scheme(() -> schemes.viewNow(key), key));
            if (distribution.isEmpty()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return distribution.get();
    }

    private static SchemeView scheme(Supplier<Optional<SchemeView>> asked, String key) {
        try {
            return asked.get().orElseThrow(() -> ProblemException.notFound("There is no scheme %s".formatted(key)));
        } catch (SchemeNotActiveException draft) {
            throw ProblemException.notFound("Scheme %s has no active version".formatted(key));
        } catch (UpstreamException away) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "scoring-service cannot be reached, and the mart does not know scheme %s".formatted(key),
                    List.of(),
                    away);
        }
    }

    /// Nothing while the mart has tiers of another version of the scheme: what is told is one version's.
    private Optional<TierDistribution> read(SchemeView scheme) {
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            return read(c, scheme);
        });
    }

    private Optional<TierDistribution> read(Connection connection, SchemeView scheme) throws SQLException {
        if (MartState.copying(connection, FeedName.METRICS, FeedName.TIER_CHANGES)) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE, "The mart is being copied; what it has so far is not all");
        }
        TierOrder order = TierOrder.read(connection, scheme);
        if (order.tiers().size() > order.inForce() || newestVersion(connection, scheme.key()) > scheme.version()) {
            return Optional.empty();
        }
        List<TierFigures> figures = TierFigures.ofMart(connection, scheme, order);
        long customers = figures.stream().mapToLong(TierFigures::customers).sum();
        long all = Sql.only(connection, "select count(*) from mart_customer", row -> row.getLong(1));
        BigDecimal spend = figures.stream().map(TierFigures::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
        MartState state = MartState.read(connection);
        return Optional.of(new TierDistribution(
                scheme.key(),
                scheme.version(),
                scheme.spendMetric(),
                shares(order, figures),
                customers,
                all - customers,
                new Money(spend, currency),
                state.businessDate(),
                state.metricsAsOf(),
                MartState.tiersAsOf(connection, scheme.key())));
    }

    private static int newestVersion(Connection connection, String scheme) {
        return Sql.only(
                connection,
                "select coalesce(max(scheme_version), 0) from mart_tier where scheme = ?",
                row -> row.getInt(1),
                scheme);
    }

    private List<TierShare> shares(TierOrder order, List<TierFigures> figures) {
        List<BigDecimal> customers =
                Shares.ofCounts(figures.stream().map(TierFigures::customers).toList(), Shares.PLACES);
        @Nullable
        List<BigDecimal> spend =
                Shares.of(figures.stream().map(TierFigures::spend).toList(), Shares.PLACES);
        List<TierShare> shares = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            TierFigures tier = figures.get(i);
            TierView view = order.at(tier.rank());
            JsonNode name = view.name().isObject() ? view.name() : JsonNodeFactory.instance.objectNode();
            shares.add(new TierShare(
                    view.key(),
                    name,
                    tier.customers(),
                    customers.get(i),
                    new Money(tier.spend(), currency),
                    spend == null ? null : spend.get(i)));
        }
        return shares;
    }
}
