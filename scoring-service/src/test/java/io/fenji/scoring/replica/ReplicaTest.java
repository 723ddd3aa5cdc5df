package io.fenji.scoring.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ReplicaTest {
    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    ReplicaId own;

    private final String role = "role-" + UUID.randomUUID();
    private final ReplicaId firstId = new ReplicaId();
    private final ReplicaId secondId = new ReplicaId();

    @AfterEach
    void forget() {
        database.call(c -> Sql.update(
                c, "delete from leases where owner in (?, ?) or name = ?", firstId.value(), secondId.value(), role));
    }

    @Test
    void oneHasTheRoleWhoeverElseWantsIt() {
        Replica first = seeking(firstId);
        Replica second = seeking(secondId);
        first.renew();
        second.renew();

        assertThat(first.has(role)).isTrue();
        assertThat(inTransaction(first)).isTrue();
        assertThat(second.has(role)).isFalse();
    }

    @Test
    void anotherTakesOverWhenTheHolderStopsRenewing() {
        Replica first = seeking(firstId);
        Replica second = seeking(secondId);
        runOut(role);

        assertThat(inTransaction(first)).as("has run out").isFalse();
        second.renew();

        assertThat(second.has(role)).isTrue();
        assertThat(inTransaction(second)).isTrue();
        first.renew();
        assertThat(first.has(role)).isFalse();
        assertThat(inTransaction(first)).isFalse();
    }

    @Test
    void aRoleThatIsGivenBackIsFreeAtOnce() {
        Replica first = seeking(firstId);
        Replica second = seeking(secondId);
        first.resign(role);
        second.renew();

        assertThat(first.has(role)).isFalse();
        assertThat(second.has(role)).isTrue();
    }

    @Test
    void locksOfAReplicaWithoutASignOfLifeAreFreed() throws Exception {
        Replica first = seeking(firstId);
        Replica second = seeking(secondId);
        try (Connection stopped = dataSource.getConnection()) {
            stopped.setClientInfo("ApplicationName", Leases.sessionsOf(firstId.value()));
            stopped.setAutoCommit(false);
            assertThat(lock(stopped)).isTrue();
            first.renew();
            second.renew();
            assertThat(database.call(this::lock)).as("while it lives").isFalse();

            runOut("replica/" + firstId.value());
            second.renew();

            assertThatThrownBy(() -> Sql.only(stopped, "select true", row -> row.getBoolean(1)))
                    .isInstanceOf(SqlFailure.class);
        }
        database.transaction(c -> Sql.only(c, "select pg_advisory_xact_lock(hashtext(?))", row -> true, role));
    }

    @Test
    void everySessionSaysWhoseItIs() {
        assertThat(database.<String>call(c -> Sql.only(c, "show application_name", row -> row.getString(1))))
                .isEqualTo(Leases.sessionsOf(own.value()));
    }

    private Replica seeking(ReplicaId id) {
        Replica replica = new Replica(database, id);
        replica.seek(role);
        return replica;
    }

    private boolean inTransaction(Replica replica) {
        return database.transaction(c -> replica.has(c, role));
    }

    private void runOut(String lease) {
        database.call(c ->
                Sql.update(c, "update leases set until = clock_timestamp() - interval '1 hour' where name = ?", lease));
    }

    private boolean lock(Connection connection) {
        return Sql.only(connection, "select pg_try_advisory_xact_lock(hashtext(?))", row -> row.getBoolean(1), role);
    }
}
