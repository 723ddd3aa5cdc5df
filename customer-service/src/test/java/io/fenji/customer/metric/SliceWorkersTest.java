package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class SliceWorkersTest {
    @Inject
    Database database;

    @Inject
    SliceWorkers slices;

    @Inject
    MetricRefresh refresh;

    @Inject
    OwnMetrics own;

    @Test
    void storesNothingUnlessTheBaseIsLocked() {
        UUID id = customerWithoutVector();

        assertThatThrownBy(() -> database.transaction(this::run)).hasMessageContaining("no longer locked");
        assertThat(hasVector(id)).isFalse();

        SliceWorkers.Outcome outcome = database.transaction(connection -> {
            MetricRefresh.lockBase(connection);
            return run(connection);
        });
        assertThat(outcome.changed()).isPositive();
        assertThat(hasVector(id)).isTrue();
    }

    @Test
    void storesNothingOnceTheBaseHasMoved() {
        UUID id = customerWithoutVector();

        assertThatThrownBy(() -> database.transaction(connection -> {
                    MetricRefresh.lockBase(connection);
                    MetricState state = MetricState.read(connection);
                    return run(
                            connection,
                            new MetricState(
                                    state.businessDate().plusDays(1),
                                    state.revision(),
                                    state.ownKeys(),
                                    state.ownDaily()));
                }))
                .hasMessageContaining("no longer locked");
        assertThat(hasVector(id)).isFalse();
    }

    @Test
    void vectorsGoWithTheirCustomer() {
        UUID id = UUID.fromString(
                json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id"));
        assertThat(hasVector(id)).isTrue();

        database.call(connection -> Sql.update(connection, "delete from customers where id = ?", id));

        assertThat(hasVector(id)).isFalse();
    }

    private SliceWorkers.Outcome run(Connection connection) {
        return run(connection, MetricState.hold(connection));
    }

    private SliceWorkers.Outcome run(Connection connection, MetricState state) {
        RefreshSql sql = own.at(connection, state.revision());
        AtomicLong done = new AtomicLong();
        SliceWorkers.Outcome outcome = slices.connected(workers -> slices.run(
                connection, workers, state, sql.slice, refresh.values(sql, state.businessDate(), true), done::set));
        assertThat(done.get()).isEqualTo(outcome.customers());
        return outcome;
    }

    private UUID customerWithoutVector() {
        UUID id = UUID.fromString(
                json("{\"kind\": \"PERSON\"}").post("/v1/customers").path("id"));
        database.call(connection -> Sql.update(connection, "delete from customer_metrics where customer_id = ?", id));
        return id;
    }

    private boolean hasVector(UUID id) {
        return database.call(connection -> Sql.only(
                connection,
                "select exists (select from customer_metrics where customer_id = ?)",
                row -> row.getBoolean(1),
                id));
    }
}
