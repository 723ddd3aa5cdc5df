package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.definition.DefinitionVerifier;
import io.fenji.customer.definition.MetricDocument;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Metrics that users define. A new version is only noted here; its back-fill puts it in force
/// ([MetricBackfillOperation]). A deleted metric is out of every answer at once, and out of the stored vectors and
/// followers' copies by an operation too.
@ApplicationScoped
class MetricDefinitions {
    /// Computed by scoring-service.
    private static final Set<String> OF_MODELS =
            Set.of("aliveProbability", "churnRisk", "clv.365d", "cluster", "expectedOrders.90d");

    private static final int MOST = 100;

    private final Database database;
    private final OperationStore operations;
    private final DefinitionStore store;
    private final ObjectMapper json;

    MetricDefinitions(Database database, OperationStore operations, DefinitionStore store, ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.store = store;
        this.json = json;
    }

    /// The versions of a metric that was not deleted, newest first.
    List<StoredDefinition> versions(String key) {
        return database.call(connection -> store.versions(connection, key));
    }

    /// All versions that are in force or pending.
    List<StoredDefinition> current() {
        return database.call(store::current);
    }

    /// Defines a metric.
    ///
    /// @throws ProblemException 409 when there is one of that key, 422 when the document has faults
    @Transactional
    public StoredDefinition create(MetricDocument document) {
        requireSound(document);
        return database.call(connection -> {
            lock(connection);
            String key = String.valueOf(document.key());
            List<StoredDefinition> versions = store.versions(connection, key);
            boolean taken = MetricCatalogue.KEYS.contains(key)
                    || OF_MODELS.contains(key)
                    || versions.stream().anyMatch(version -> version.state() != StoredDefinition.State.RETIRED);
            if (taken) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN, "/key", "KEY_TAKEN", "There is a metric '%s'".formatted(key));
            }
            return add(connection, versions, document);
        });
    }

    /// Defines the metric anew: the version in force stays until the new one is back-filled.
    ///
    /// @throws ProblemException 404, 409 while a back-fill runs, 412, 422, 428
    @Transactional
    public StoredDefinition replace(String key, MetricDocument sent, @Nullable String ifMatch) {
        if (sent.key() != null && !sent.key().equals(key)) {
            throw ProblemException.at(
                    CustomerProblem.INVALID_METRIC,
                    "/key",
                    "OTHER_KEY",
                    "must be '%s', the metric's own".formatted(key));
        }
        MetricDocument document = sent.withKey(key);
        return database.call(connection -> {
            lock(connection);
            StoredDefinition newest = newest(connection, key);
            EntityTags.requireMatch(ifMatch, newest.tag());
            requireSound(document);
            if (newest.state() == StoredDefinition.State.BACKFILLING) {
                throw new ProblemException(
                        CustomerProblem.BACKFILL_RUNNING,
                        "Version %d of '%s' is being back-filled by operation %s; wait for its end or cancel it"
                                .formatted(newest.version(), key, newest.operation()));
            }
            if (newest.state() == StoredDefinition.State.IN_FORCE
                    && newest.document().equals(document)) {
                return newest;
            }
            store.abandon(connection, key);
            return add(connection, store.versions(connection, key), document);
        });
    }

    /// Deletes the metric.
    ///
    /// @return the operation that takes its values out of the stored vectors
    /// @throws ProblemException 404, 409 for a built-in one, 412, 428
    @Transactional
    public UUID delete(String key, @Nullable String ifMatch) {
        return database.call(connection -> {
            Sql.execute(connection, "set local lock_timeout = '3s'");
            lock(connection);
            EntityTags.requireMatch(ifMatch, newest(connection, key).tag());
            store.abandon(connection, key);
            store.retire(connection, key);
            return MetricBackfillOperation.submit(connection, operations, json.createObjectNode());
        });
    }

    private StoredDefinition newest(Connection connection, String key) {
        if (MetricCatalogue.KEYS.contains(key)) {
            throw new ProblemException(CustomerProblem.BUILT_IN_METRIC, "'%s' ships with the service".formatted(key));
        }
        Optional<StoredDefinition> newest = store.versions(connection, key).stream()
                .filter(version -> version.state() != StoredDefinition.State.RETIRED)
                .findFirst();
        return newest.orElseThrow(() -> ProblemException.notFound("There is no metric '%s'".formatted(key)));
    }

    private StoredDefinition add(Connection connection, List<StoredDefinition> versions, MetricDocument document) {
        if (store.current(connection).size() >= MOST) {
            throw new ProblemException(
                    CustomerProblem.TOO_MANY_METRICS, "There are %d metrics; delete one first".formatted(MOST));
        }
        String key = String.valueOf(document.key());
        long version = versions.isEmpty() ? 1 : versions.getFirst().version() + 1;
        UUID operation = MetricBackfillOperation.submit(
                connection, operations, json.createObjectNode().put("key", key).put("version", version));
        store.insert(connection, key, version, document, operation);
        return store.versions(connection, key).getFirst();
    }

    private static void requireSound(MetricDocument document) {
        List<FieldError> faults = DefinitionVerifier.verify(document);
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    CustomerProblem.INVALID_METRIC,
                    "The definition has %d fault(s); the first at %s: %s"
                            .formatted(
                                    faults.size(),
                                    faults.getFirst().pointer(),
                                    faults.getFirst().detail()),
                    faults);
        }
    }

    private static void lock(Connection connection) {
        AdvisoryLock.DEFINITIONS.take(connection);
    }
}
