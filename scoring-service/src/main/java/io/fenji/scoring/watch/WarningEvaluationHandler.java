package io.fenji.scoring.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierLock;
import io.fenji.scoring.tier.TierRefresh;
import io.fenji.scoring.warning.rules.RulesInForce;
import io.fenji.scoring.warning.rules.WarningEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/// Puts the warning rules in force and looks at everyone, in one transaction: begun again after a crash
/// it does the same.
@ApplicationScoped
class WarningEvaluationHandler implements OperationHandler {
    private final Database database;
    private final RulesInForce rules;
    private final CustomerWatch watch;
    private final SchemeVersions schemes;
    private final Dependents dependents;
    private final TierRefresh tiers;
    private final BusinessClock clock;
    private final ObjectMapper json;

    WarningEvaluationHandler(
            Database database,
            RulesInForce rules,
            CustomerWatch watch,
            SchemeVersions schemes,
            Dependents dependents,
            TierRefresh tiers,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.rules = rules;
        this.watch = watch;
        this.schemes = schemes;
        this.dependents = dependents;
        this.tiers = tiers;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String kind() {
        return WarningEvaluation.KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        database.transaction(c -> {
            context.progress("waiting for its turn", 0, null);
            TierLock.take(c);
            Instant now = clock.now();
            context.progress("calibrating", 0, null);
            rules.adopt(c, WarningEvaluation.calibrates(context.request()), now);
            watch.everyone(c, now, done -> context.progress("metrics", done, null));
            return true;
        });
        // One scheme at a time, each after those that it looks at: what else waits for the lock gets its turn.
        List<String> keys = database.call(dependents::inOrder).stream()
                .map(inForce -> inForce.version().scheme())
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            context.progress("tiers", i, (long) keys.size());
            String key = keys.get(i);
            database.transaction(c -> {
                TierLock.take(c);
                InForce.of(c, key).ifPresent(inForce -> evaluateTiers(c, inForce));
                return true;
            });
        }
        return json.createObjectNode();
    }

    /// Whom nothing has changed for keeps the tier; their risks are looked at on the way.
    private void evaluateTiers(Connection connection, InForce inForce) {
        Scheme scheme = schemes.get(connection, inForce.version());
        tiers.write(
                connection,
                inForce,
                scheme,
                CustomerLoader.all(connection, scheme),
                false,
                clock.now(),
                Origin.Cause.METRICS);
    }
}
