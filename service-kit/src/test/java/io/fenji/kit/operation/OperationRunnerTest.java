package io.fenji.kit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.testing.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class OperationRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    OperationStore operations;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    @AfterEach
    void endsCanBeWritten() {
        execute("drop trigger if exists no_success on operations");
    }

    /// A sequence counts also what is rolled back.
    @Test
    void workThatIsDoneHasNotFailedWhereItsEndCannotBeWritten() throws Exception {
        execute("""
                create sequence refusals;
                create function refuse() returns trigger language plpgsql as $$
                begin
                  perform nextval('refusals');
                  raise exception 'no room';
                end $$;
                create trigger no_success before update on operations
                  for each row when (new.state = 'SUCCEEDED') execute function refuse()""");
        UUID id = submit("trial", "{\"end\":\"well\"}");
        await(() -> isTrue("select is_called from refusals"));

        endsCanBeWritten();
        database.transaction(c -> {
            Signals.raise(c, OperationStore.SIGNAL);
            return Sql.update(c, "update operations set lease_until = now() - interval '1 second' where id = ?", id);
        });

        await(() -> state(id).isFinal());
        assertThat(state(id)).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void workThatGivesWayLeavesAWorkerToOthers() throws Exception {
        List<UUID> slow = List.of(submit("slow-trial", "{}"), submit("slow-trial", "{}"), submit("slow-trial", "{}"));
        await(() -> slow.stream().anyMatch(id -> state(id) == OperationState.RUNNING));

        UUID other = submit("trial", "{\"end\":\"well\"}");

        await(() -> state(other).isFinal());
        assertThat(slow.stream().filter(id -> state(id) == OperationState.RUNNING))
                .hasSize(1);
        slow.forEach(operations::cancel);
        await(() -> slow.stream().allMatch(id -> state(id).isFinal()));
    }

    private UUID submit(String kind, String request) throws Exception {
        return database.transaction(c -> operations.submit(c, kind, json.readTree(request)));
    }

    private OperationState state(UUID id) {
        return operations.find(id).orElseThrow().state();
    }

    private boolean isTrue(String query) {
        return database.call(c -> Sql.only(c, query, row -> row.getBoolean(1)));
    }

    private void execute(String sql) {
        database.call(c -> {
            Sql.execute(c, sql);
            return true;
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
