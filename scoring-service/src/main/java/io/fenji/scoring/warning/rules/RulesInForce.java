package io.fenji.scoring.warning.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.document.WarningRulesReader;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.preset.DefaultWarningRules;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.engine.warning.WarningRules;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.LoadedCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The warning rules that count, ready to run; before everyone was first looked at those that come with
/// the service.
@ApplicationScoped
public class RulesInForce {
    private record Kept(@Nullable UUID id, WarningEvaluator evaluator) {}

    private static final WarningEvaluator DEFAULT = WarningEvaluator.of(rules(DefaultWarningRules.document()));

    private final ObjectMapper json;
    private volatile Kept kept = new Kept(null, DEFAULT);

    RulesInForce(ObjectMapper json) {
        this.json = json;
    }

    public WarningEvaluator get(Connection connection) {
        Optional<UUID> id = Sql.only(
                connection,
                "select in_force_id from warning_rules",
                row -> Optional.ofNullable(row.getObject(1, UUID.class)));
        Kept known = kept;
        if (id.isEmpty()) {
            return DEFAULT;
        }
        if (id.get().equals(known.id())) {
            return known.evaluator();
        }
        WarningRulesRow row = WarningRulesRow.get(connection);
        WarningEvaluator read = WarningEvaluator.of(
                rules(tree(row.inForceDocument())), CalibrationJson.read(String.valueOf(row.calibration())));
        kept = new Kept(row.inForceId(), read);
        return read;
    }

    /// Puts the newest document in force, with the threshold of the valuable estimated where it has to
    /// be. Whoever calls it holds the tier lock and looks at everyone afterwards.
    ///
    /// @param calibrate whether it is estimated anew although the one in force would do
    public void adopt(Connection connection, boolean calibrate, Instant now) {
        WarningRulesRow row = WarningRulesRow.lock(connection);
        JsonNode document = tree(row.document());
        WarningRules rules = rules(document);
        boolean keep =
                !calibrate && row.inForceDocument() != null && isValuedAlike(rules, rules(tree(row.inForceDocument())));
        Sql.update(connection, """
                update warning_rules set in_force_id = uuidv7(), in_force_revision = revision, in_force_document = ?,
                  evaluated_at = ?, calibration = coalesce(calibration, '')""", document.toString(), now);
        if (!keep) {
            calibrate(connection, rules);
        }
    }

    private static void calibrate(Connection connection, WarningRules rules) {
        LoadedCustomers base = CustomerLoader.all(connection, rules.valuing());
        Sql.update(
                connection,
                "update warning_rules set calibration = ?, calibrated_on = ?, calibrated_from = ?",
                CalibrationJson.write(Calibrator.calibrate(rules.valuing(), base.table())),
                MetricCopy.state(connection).businessDate(),
                base.size());
    }

    private static boolean isValuedAlike(WarningRules rules, WarningRules others) {
        return rules.value().equals(others.value()) && rules.population().equals(others.population());
    }

    JsonNode tree(@Nullable String document) {
        try {
            return document == null ? DefaultWarningRules.document() : json.readTree(document);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private static WarningRules rules(JsonNode document) {
        return WarningRulesReader.read(document).required();
    }
}
