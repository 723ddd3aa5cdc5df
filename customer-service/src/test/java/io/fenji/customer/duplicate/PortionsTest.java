package io.fenji.customer.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class PortionsTest {
    @Inject
    Database database;

    @Test
    void aPortionThatMetAnotherWriterBeginsAgainAndTheOthersStay() {
        List<Integer> stored = database.call(connection -> {
            Sql.execute(connection, "create temporary table portions (no integer)");
            List<Integer> begun = new ArrayList<>();
            Portions.each(connection, 0, (c, after) -> {
                begun.add(after);
                return store(c, after, begun.size() == 2);
            });
            assertThat(begun).containsExactly(0, 1, 1, 2);
            List<Integer> kept = Sql.list(connection, "select no from portions order by no", row -> row.getInt(1));
            Sql.execute(connection, "drop table portions");
            return kept;
        });

        assertThat(stored).containsExactly(0, 1, 2);
    }

    @Test
    void anyOtherFailureEndsIt() {
        assertThatThrownBy(() -> database.call(connection -> {
                    Portions.each(connection, 0, (c, after) -> {
                        throw new SqlFailure(new SQLException("check", "23514"));
                    });
                    return true;
                }))
                .isInstanceOf(SqlFailure.class);
    }

    private static Optional<Integer> store(Connection connection, int after, boolean deadlock) {
        Sql.update(connection, "insert into portions values (?)", after);
        if (deadlock) {
            throw new SqlFailure(new SQLException("deadlock detected", "40P01"));
        }
        return after < 2 ? Optional.of(after + 1) : Optional.empty();
    }
}
