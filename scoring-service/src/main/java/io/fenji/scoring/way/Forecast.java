package io.fenji.scoring.way;

import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.TrialRow;
import io.fenji.engine.way.Outlook;
import io.fenji.scoring.override.TierOverride;
import io.fenji.scoring.tier.EvaluatedCustomer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks ahead: customer-service projects the metrics, the engine goes through the days as the follower
/// will when they have come.
@ApplicationScoped
class Forecast {
    private static final Logger LOG = Logger.getLogger(Forecast.class);
    /// Days; customer-service goes a little further, whose date need not be quite ours.
    private static final int AHEAD = 395;

    /// What came of it, and the projection that it came from.
    record Foreseen(Outlook outlook, Projection projection) {}

    private final ProjectionClient client;

    Forecast(@RestClient ProjectionClient client) {
        this.client = client;
    }

    /// What becomes of the customer's tier; empty when customer-service is away.
    ///
    /// @param override that gives the customer a tier
    Optional<Foreseen> of(EvaluatedCustomer customer, @Nullable TierOverride override) {
        LocalDate today = customer.situation().businessDate();
        try (InputStream in = client.project(customer.answer().customerId(), today.plusDays(AHEAD))) {
            Projection projection = Projection.read(in);
            return Optional.of(new Foreseen(outlook(customer, override, projection), projection));
        } catch (WebApplicationException | ProcessingException | IOException away) {
            // The answer says so, and whoever follows the feed logs that customer-service is away.
            LOG.debugf("Metrics cannot be projected, the way up goes without: %s", away.toString());
            return Optional.empty();
        }
    }

    private static Outlook outlook(EvaluatedCustomer customer, @Nullable TierOverride override, Projection projection) {
        Scheme scheme = customer.scheme();
        Situation situation = customer.situation();
        @Nullable LocalDate end = override == null ? null : override.expiresOn();
        boolean eachDay = scheme.followsTheCalendar()
                || situation.existing().keeps()
                || projection.anyDaily(customer.derived().loaded());
        List<Outlook.Day> days = new ArrayList<>();
        projection.walk(
                day -> day.isAfter(situation.businessDate())
                        && (eachDay || projection.points().containsKey(day) || day.equals(end)),
                (day, metrics) -> {
                    boolean ended = end != null && !day.isBefore(end);
                    days.add(day(customer, day, metrics, ended ? ManualTiers.NONE : situation.manualTiers()));
                });
        Outlook.Day first = new Outlook.Day(situation.businessDate(), customer.table(), situation.manualTiers());
        return Outlook.of(customer.evaluator(), first, situation, days, eachDay);
    }

    private static Outlook.Day day(
            EvaluatedCustomer customer, LocalDate date, Map<String, Long> metrics, ManualTiers manual) {
        Scheme scheme = customer.scheme();
        TrialRow row =
                TrialRow.of(customer.table(), 0, customer.derived().loaded(), scheme.attributes(), scheme.schemes());
        for (int i = 0; i < row.metrics().size(); i++) {
            row.set(i, metrics.getOrDefault(row.metrics().get(i), MetricColumn.ABSENT));
        }
        return new Outlook.Day(date, customer.derived().complete(row.table(), date), manual);
    }
}
