package io.fenji.scoring.warning.upkeep;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.value.ContactOutlook;
import io.fenji.engine.warning.ChurnOutlook;
import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.Sign;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.engine.warning.WarningKind;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.tier.CustomerScope;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.value.PurchaseInputs;
import io.fenji.scoring.value.ValueModels;
import io.fenji.scoring.warning.change.WarningChangeFeed;
import io.fenji.scoring.warning.rules.RulesInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps the warnings current whose causes metrics tell. Runs in the caller's transaction, under the
/// tier lock.
@ApplicationScoped
public class MetricWarnings {
    private final RulesInForce rules;

    MetricWarnings(RulesInForce rules) {
        this.rules = rules;
    }

    /// The rules in force, for [#refresh].
    public WarningEvaluator inForce(Connection connection) {
        return rules.get(connection);
    }

    /// Conditions that the rules test.
    public static List<Condition> conditions(WarningEvaluator evaluator) {
        return List.of(evaluator.rules().population());
    }

    /// Looks at customers.
    ///
    /// @param customers with the rules' metrics and what the conditions above read
    /// @param scope the same customers
    public static void refresh(
            Connection connection,
            WarningEvaluator evaluator,
            LoadedCustomers customers,
            CustomerScope scope,
            @Nullable ContactOutlook outlook,
            LocalDate today,
            Instant now) {
        OpenWarnings open = OpenWarnings.read(
                connection, "kind <> '" + WarningKind.TIER_AT_RISK + "' and " + scope.on("customer_id"));
        WarningEvaluator.Bound bound = evaluator.bind(
                customers.table(),
                today,
                outlook == null ? null : new ChurnOutlook(outlook, PurchaseInputs.of(customers.table())::row));
        WarningWriter writer = new WarningWriter();
        for (int row = 0; row < customers.size(); row++) {
            UUID id = customers.id(row);
            List<Sign> signs = bound.signs(row);
            List<OpenWarnings.Open> before = open.of(id);
            if (!signs.isEmpty() || !before.isEmpty()) {
                boolean valuable = bound.isValuable(row);
                writer.compare(
                        signs.stream()
                                .map(sign -> new Found(id, null, sign, Severity.of(sign.urgent(), valuable)))
                                .toList(),
                        before);
            }
        }
        writer.write(connection, today, now);
    }

    /// What the models in force foresee of customers on a day; null without models, and where no churn is foreseen.
    public static @Nullable ContactOutlook outlook(Connection connection, WarningEvaluator evaluator, LocalDate today) {
        return ValueModels.inForce(connection)
                .map(models -> evaluator.outlook(models.values(), today))
                .orElse(null);
    }

    /// Resolves all warnings of customers who are gone; of those of whom nothing may be kept only the
    /// events stay that tell followers so.
    public static void leave(
            Connection connection, CustomerScope gone, CustomerScope erased, LocalDate today, Instant now) {
        String leaving = " from warnings where resolved_at is null and " + gone.on("customer_id");
        long count = Sql.only(connection, "select count(*)" + leaving, row -> row.getLong(1));
        if (count > 0) {
            Sql.update(connection, """
                    insert into warning_changes (customer_id, sequence, warning_id, change, kind, scheme, severity,
                      resolution, at, business_date)
                    select customer_id, ? + row_number() over (order by id), id, 'RESOLVED', kind, scheme, severity,
                      'CUSTOMER_GONE', ?, ?""" + leaving, WarningChangeFeed.take(connection, count), now, today);
            Sql.update(connection, """
                    update warnings set resolved_on = ?, resolved_at = ?, changed_at = ?, resolution = 'CUSTOMER_GONE'
                    where resolved_at is null and\s""" + gone.on("customer_id"), today, now, now);
        }
        Sql.execute(connection, """
                delete from warning_changes where change <> 'RESOLVED' and %1$s;
                delete from warnings where %1$s""".formatted(erased.on("customer_id")));
    }
}
