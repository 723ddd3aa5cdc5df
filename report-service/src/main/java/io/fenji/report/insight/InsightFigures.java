package io.fenji.report.insight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.AffinityAnalysis;
import io.fenji.report.analytics.AffinityAnalysis.Affinity;
import io.fenji.report.analytics.Filters;
import io.fenji.report.analytics.Question;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.insight.MoveReasonQuery.ReasonRow;
import io.fenji.report.insight.Neighbours.Told;
import io.fenji.report.insight.RiskQuery.OverdueRow;
import io.fenji.report.insight.RiskQuery.RiskRow;
import io.fenji.report.insight.RiskQuery.Total;
import io.fenji.report.upstream.ScoringApi.Run;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What insights take from the mart, in the snapshot of the report's other figures.
///
/// @param modelled whether risks are those of the value models
public record InsightFigures(
        List<OverdueRow> overdue,
        List<Affinity> affinities,
        boolean modelled,
        Total atRisk,
        List<RiskRow> risks,
        List<ReasonRow> moves) {

    /// Reads them; `report_base` and, with an earlier run, `report_move` are there.
    ///
    /// @param ranks of the moves
    public static InsightFigures read(
            Connection connection,
            SchemeView scheme,
            TierOrder tiers,
            String currency,
            @Nullable LocalDate today,
            Told told,
            @Nullable Run earlier,
            TierOrder ranks)
            throws SQLException {
        Sql.execute(connection, "set local work_mem = '64MB'");
        List<OverdueRow> overdue = RiskQuery.overdue(connection);
        List<JsonNode> churn = told.churn().orElse(List.of());
        Total warned = RiskQuery.warned(connection, churn);
        boolean modelled = warned.customers() > 0;
        return new InsightFigures(
                overdue,
                today == null
                        ? List.of()
                        : AffinityAnalysis.read(
                                        new Question(
                                                connection,
                                                "report_base",
                                                scheme,
                                                tiers,
                                                Filters.NONE,
                                                today,
                                                today,
                                                0,
                                                currency),
                                        Thresholds.PREFERENCE_DAYS)
                                .affinities(),
                modelled,
                modelled ? warned : total(overdue),
                modelled ? RiskQuery.largestWarned(connection, churn) : RiskQuery.largestOverdue(connection),
                earlier == null || earlier.businessDate() == null
                        ? List.of()
                        : new ArrayList<>(MoveReasonQuery.read(
                                connection, scheme.key(), ranks, earlier.schemeVersion(), earlier.businessDate())));
    }

    /// Whose names it takes to tell.
    public Set<UUID> named() {
        Set<UUID> ids = new LinkedHashSet<>();
        risks.forEach(risk -> ids.add(risk.id()));
        return ids;
    }

    private static Total total(List<OverdueRow> overdue) {
        return new Total(
                overdue.stream().mapToLong(OverdueRow::customers).sum(),
                overdue.stream().map(OverdueRow::spend).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
