package io.fenji.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.localdb.LocalDatabase;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class ReplayedHeadersMigrationTest {
    @Test
    void answersThatWereStoredBeforeKeepTheirLocation() throws Exception {
        try (LocalDatabase database = LocalDatabase.temporary()) {
            String url = database.ensureDatabase("upgrade");
            Flyway.configure()
                    .dataSource(url, database.user(), database.password())
                    .locations("db/kit")
                    .target("0.1")
                    .load()
                    .migrate();
            try (Connection connection = DriverManager.getConnection(url, database.user(), database.password())) {
                Sql.update(connection, """
                        insert into idempotency_keys (scope, key, fingerprint, status, location)
                        values ('s', 'with', 'f', 201, '/v1/x'), ('s', 'without', 'f', 204, null)""");

                Flyway.configure()
                        .dataSource(url, database.user(), database.password())
                        .locations("db/kit")
                        .load()
                        .migrate();

                assertThat(Sql.list(
                                connection,
                                "select headers::text from idempotency_keys order by key",
                                row -> row.getString(1)))
                        .containsExactly("{\"Location\": \"/v1/x\"}", "{}");
            }
        }
    }
}
