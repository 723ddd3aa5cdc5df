package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.value.ModelMetric;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which metrics exist: those of customer-service, and those that models of ours give. Asked of customer-service each
/// time; while it is away the last answer counts.
@ApplicationScoped
public class MetricCatalogue {
    private static final Logger LOG = Logger.getLogger(MetricCatalogue.class);
    /// Not the strict mapper of our own requests: what others add is not our concern.
    private static final ObjectMapper LENIENT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);

    /// The catalogue as it was at a time.
    ///
    /// @param metrics empty where only the keys were kept
    private record Copy(Set<String> keys, Map<String, CatalogueMetric> metrics, Instant at) {
        static Copy of(JsonNode items, Instant at) {
            Map<String, CatalogueMetric> metrics = new TreeMap<>();
            items.forEach(item -> CatalogueMetric.of(item).ifPresent(metric -> metrics.put(metric.key(), metric)));
            return new Copy(metrics.keySet(), metrics, at);
        }

        /// Keys with those that models of ours give.
        Set<String> allKeys() {
            Set<String> all = new TreeSet<>(keys);
            all.addAll(ModelMetric.keys());
            return all;
        }

        /// The same of metrics; where customer-service has one of such a key it is not read.
        Map<String, CatalogueMetric> allMetrics() {
            if (metrics.isEmpty()) {
                return metrics;
            }
            Map<String, CatalogueMetric> all = new TreeMap<>(metrics);
            for (ModelMetric metric : ModelMetric.values()) {
                all.put(metric.key(), CatalogueMetric.of(metric));
            }
            return all;
        }
    }

    private final CatalogueClient client;
    private final Database database;
    private final BusinessClock clock;
    private volatile @Nullable Copy newest;
    private volatile @Nullable JsonNode written;

    MetricCatalogue(@RestClient CatalogueClient client, Database database, BusinessClock clock) {
        this.client = client;
        this.database = database;
        this.clock = clock;
    }

    /// Keys of all metrics.
    ///
    /// @throws ProblemException 503 when customer-service is away and has never been asked before
    public Set<String> keys() {
        return fetched()
                .or(this::stored)
                .map(Copy::allKeys)
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "customer-service is away and its metric catalogue is not known yet; try again later"));
    }

    /// What the catalogue says of each metric; empty when customer-service is away and has never been asked before. It
    /// is
    /// asked once a minute at most, whether it answers or not.
    public Optional<Map<String, CatalogueMetric>> metrics() {
        @Nullable Copy known = newest;
        if (known == null || !clock.now().isBefore(known.at.plus(LONGEST_KEPT))) {
            @Nullable Copy old = known;
            known = fetched()
                    .or(this::stored)
                    .or(() -> Optional.ofNullable(old))
                    .orElse(null);
            newest = known == null ? null : new Copy(known.keys, known.metrics, clock.now());
        }
        return Optional.ofNullable(known).map(Copy::allMetrics).filter(metrics -> !metrics.isEmpty());
    }

    /// What metrics are called, by language tag; what is not known is left out.
    public Map<String, Map<String, String>> names() {
        return metrics().orElse(Map.of()).values().stream()
                .collect(Collectors.toMap(CatalogueMetric::key, CatalogueMetric::name));
    }

    private Optional<Copy> fetched() {
        try (InputStream in = client.metrics()) {
            JsonNode items = LENIENT.readTree(in).path("items");
            if (!items.isArray()) {
                throw new IOException("the metric catalogue has no items");
            }
            Copy copy = Copy.of(items, clock.now());
            if (!items.equals(written)) {
                store(copy, items);
                written = items;
            }
            return Optional.of(copy);
        } catch (WebApplicationException | ProcessingException | IOException away) {
            LOG.warnf("The metric catalogue cannot be fetched, the last copy is used: %s", away.toString());
            return Optional.empty();
        }
    }

    private void store(Copy copy, JsonNode items) {
        database.call(c -> Sql.update(c, """
                insert into metric_catalogue (keys, metrics, fetched_at) values (?, ?, ?)
                on conflict (only_one) do update
                set keys = excluded.keys, metrics = excluded.metrics, fetched_at = excluded.fetched_at""", c.createArrayOf("text", copy.keys.toArray()), items.toString(), copy.at));
    }

    private Optional<Copy> stored() {
        return database.call(c -> Sql.first(c, "select keys, metrics, fetched_at from metric_catalogue", row -> {
            Set<String> keys =
                    new TreeSet<>(Arrays.asList((String[]) row.getArray(1).getArray()));
            @Nullable String items = row.getString(2);
            Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
            return items == null ? new Copy(keys, Map.of(), at) : Copy.of(read(items), at);
        }));
    }

    private static JsonNode read(String items) {
        try {
            return LENIENT.readTree(items);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
