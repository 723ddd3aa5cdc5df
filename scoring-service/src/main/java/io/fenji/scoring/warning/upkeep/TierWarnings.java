package io.fenji.scoring.warning.upkeep;

import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.evaluation.TierRisk;
import io.fenji.engine.evaluation.TierRisks;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.Sign;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.engine.warning.WarningKind;
import io.fenji.engine.warning.WarningRules;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.WorkTables;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.TiersWritten;
import io.fenji.scoring.warning.rules.RulesInForce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps the warnings of tiers at risk current: whoever is evaluated for a scheme is looked at with what
/// came of it, so nothing is loaded or computed twice.
@ApplicationScoped
public class TierWarnings {
    /// Of more customers all open warnings of the scheme are read, without asking whose.
    private static final int MANY = 20_000;

    private final RulesInForce rules;

    TierWarnings(RulesInForce rules) {
        this.rules = rules;
    }

    void tiersWritten(@Observes TiersWritten written) {
        refresh(written, rules.get(written.connection()));
    }

    /// Resolves those of schemes that are not in force any more.
    public static void endOfSchemes(Connection connection, LocalDate today, Instant now) {
        OpenWarnings open = OpenWarnings.read(
                connection, "kind = 'TIER_AT_RISK' and scheme not in (select scheme from schemes_in_force)");
        WarningWriter writer = new WarningWriter();
        open.each(warnings -> writer.compare(List.of(), warnings));
        writer.write(connection, today, now);
    }

    private static void refresh(TiersWritten written, WarningEvaluator evaluator) {
        Connection connection = written.connection();
        Scheme scheme = written.scheme();
        LoadedCustomers customers = written.customers();
        WarningRules.@Nullable TierAtRisk rule = evaluator.rules().tierAtRisk();
        OpenWarnings open = open(connection, scheme.key(), customers);
        Map<Integer, TierRisk> risks = rule == null ? Map.of() : risks(written, rule);
        if (risks.isEmpty() && open.isEmpty()) {
            return;
        }
        Map<UUID, Long> values = values(connection, evaluator, customers, risks);
        WarningWriter writer = new WarningWriter();
        for (int row = 0; row < customers.size(); row++) {
            TierRisk risk = risks.get(row);
            if (risk == null && open.isEmpty()) {
                continue;
            }
            UUID id = customers.id(row);
            if (risk == null || rule == null) {
                writer.compare(List.of(), open.of(id));
            } else {
                boolean valuable = evaluator.isValuable(values.getOrDefault(id, MetricColumn.ABSENT));
                Sign sign = sign(scheme, risk, rule, written.businessDate());
                writer.compare(
                        List.of(new Found(id, scheme.key(), sign, Severity.of(sign.urgent(), valuable))), open.of(id));
            }
        }
        writer.write(connection, written.businessDate(), written.now());
    }

    private static OpenWarnings open(Connection connection, String scheme, LoadedCustomers customers) {
        if (customers.size() > MANY) {
            return OpenWarnings.read(connection, "kind = 'TIER_AT_RISK' and scheme = ?", scheme);
        }
        List<UUID> ids = new ArrayList<>();
        for (int row = 0; row < customers.size(); row++) {
            ids.add(customers.id(row));
        }
        return OpenWarnings.read(
                connection,
                "kind = 'TIER_AT_RISK' and scheme = ? and customer_id = any (?)",
                scheme,
                Sql.array(connection, "uuid", ids, id -> id));
    }

    private static Map<Integer, TierRisk> risks(TiersWritten written, WarningRules.TierAtRisk rule) {
        TierRisks risks = written.customers()
                .risks(
                        written.evaluator(),
                        written.scheme(),
                        written.evaluation(),
                        written.businessDate(),
                        written.inForce().existing(),
                        rule.points(),
                        rule.share());
        Map<Integer, TierRisk> found = new HashMap<>();
        for (int row = 0; row < written.customers().size(); row++) {
            TierRisk risk = risks.at(row);
            if (risk != null) {
                found.put(row, risk);
            }
        }
        return found;
    }

    /// What makes them valuable.
    private static Map<UUID, Long> values(
            Connection connection,
            WarningEvaluator evaluator,
            LoadedCustomers customers,
            Map<Integer, TierRisk> risks) {
        if (risks.isEmpty()) {
            return Map.of();
        }
        WorkTables.open(connection, "customers_at_risk", "customer_id uuid");
        Sql.update(
                connection,
                "insert into customers_at_risk select unnest(?::uuid[])",
                Sql.array(connection, "uuid", risks.keySet(), customers::id));
        LoadedCustomers valued = CustomerLoader.some(
                connection, evaluator.rules().valuing(), "select customer_id from customers_at_risk", risks.size());
        MetricColumn column = valued.table().metric(evaluator.rules().value().metric());
        Map<UUID, Long> values = HashMap.newHashMap(valued.size());
        for (int row = 0; row < valued.size(); row++) {
            values.put(valued.id(row), column.at(row));
        }
        return values;
    }

    private static Sign sign(Scheme scheme, TierRisk risk, WarningRules.TierAtRisk rule, LocalDate today) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("tier", scheme.tiers().get(risk.tier()).key());
        if (risk.below() >= 0) {
            facts.put("to", scheme.tiers().get(risk.below()).key());
        }
        if (risk.waiting() != null) {
            facts.put("waitingFor", risk.waiting().name());
        }
        boolean urgent = false;
        if (risk.until() != Stays.NO_DATE) {
            LocalDate until = LocalDate.ofEpochDay(risk.until());
            facts.put("until", until);
            urgent = !until.isAfter(today.plusDays(rule.urgentDays()));
        }
        if (risk.metric() != null) {
            facts.put("metric", risk.metric());
        }
        if (risk.value() != null && risk.threshold() != null) {
            facts.put("value", risk.value());
            facts.put("threshold", risk.threshold());
        }
        return new Sign(WarningKind.TIER_AT_RISK, urgent, facts);
    }
}
