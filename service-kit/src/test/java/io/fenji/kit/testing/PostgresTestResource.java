package io.fenji.kit.testing;

import io.fenji.kit.localdb.LocalDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// A real PostgreSQL for `@QuarkusTest`: `@WithTestResource(PostgresTestResource.class)`.
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    private LocalDatabase database;

    @Override
    public Map<String, String> start() {
        database = LocalDatabase.temporary();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.ensureDatabase("test"),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
