package io.fenji.scoring.testing;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;

/// Schemes end with the test class that made them: every change of day evaluates everyone for all that are in force,
/// and later tests would wait for them.
public final class SchemesEnd implements QuarkusTestAfterAllCallback {
    @Override
    public void afterAll(QuarkusTestContext context) {
        Database database = Arc.container().instance(Database.class).get();
        database.transaction(c -> {
            Sql.execute(c, """
                    delete from schemes_in_force;
                    update scheme_versions set state = 'RETIRED', retired_at = now() where state = 'ACTIVE'""");
            return true;
        });
    }
}
