package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Which metrics exist. Asked of customer-service each time; while it is away the last answer counts.
@ApplicationScoped
public class MetricCatalogue {
    private static final Logger LOG = Logger.getLogger(MetricCatalogue.class);
    /// Not the strict mapper of our own requests: what others add is not our concern.
    private static final ObjectMapper LENIENT = new ObjectMapper();

    private final CatalogueClient client;
    private final Database database;
    private final BusinessClock clock;

    MetricCatalogue(@RestClient CatalogueClient client, Database database, BusinessClock clock) {
        this.client = client;
        this.database = database;
        this.clock = clock;
    }

    /// Keys of all metrics.
    ///
    /// @throws ProblemException 503 when customer-service is away and has never been asked before
    public Set<String> keys() {
        try {
            Set<String> keys = fetch();
            store(keys);
            return keys;
        } catch (WebApplicationException | ProcessingException | IOException away) {
            LOG.warnf("The metric catalogue cannot be fetched, the last copy is used: %s", away.toString());
            return stored().orElseThrow(() -> new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "customer-service is away and its metric catalogue is not known yet; try again later"));
        }
    }

    private Set<String> fetch() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (InputStream in = client.metrics()) {
            JsonNode items = LENIENT.readTree(in).path("items");
            if (!items.isArray()) {
                throw new IOException("the metric catalogue has no items");
            }
            items.forEach(item -> {
                if (item.path("key").isTextual()) {
                    keys.add(item.path("key").textValue());
                }
            });
        }
        return keys;
    }

    private void store(Set<String> keys) {
        database.call(c -> Sql.update(c, """
                insert into metric_catalogue (keys, fetched_at) values (?, ?)
                on conflict (only_one) do update set keys = excluded.keys, fetched_at = excluded.fetched_at""", c.createArrayOf("text", keys.toArray()), clock.now()));
    }

    private Optional<Set<String>> stored() {
        return database.call(c -> Sql.first(
                c,
                "select keys from metric_catalogue",
                row -> new TreeSet<>(Arrays.asList((String[]) row.getArray(1).getArray()))));
    }
}
