package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.TierRisks;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// Customers in memory, column by column: ids, the metrics that a scheme reads, and the tiers they have had.
public final class LoadedCustomers {
    private final long[] idHigh;
    private final long[] idLow;
    private final long[] dataAsOfMicros;
    private final MetricTable table;
    private final StoredTiers stored;
    private final ManualTierRows manual;

    /// The arrays are kept, not copied, and may be longer than the table.
    LoadedCustomers(
            long[] idHigh,
            long[] idLow,
            long[] dataAsOfMicros,
            MetricTable table,
            StoredTiers stored,
            ManualTierRows manual) {
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.dataAsOfMicros = dataAsOfMicros;
        this.table = table;
        this.stored = stored;
        this.manual = manual;
    }

    public int size() {
        return table.size();
    }

    public MetricTable table() {
        return table;
    }

    /// Evaluates them.
    ///
    /// @param reviews whether reviews that are due are made
    public Evaluation evaluate(Evaluator evaluator, Scheme scheme, LocalDate businessDate, boolean reviews) {
        return evaluator.evaluate(table, situation(scheme, businessDate, reviews));
    }

    /// Has everyone's reviews count from this evaluation on.
    public void forgetReviews() {
        stored.forgetReviews();
    }

    Situation situation(Scheme scheme, LocalDate businessDate, boolean reviews) {
        return new Situation(stored.stays(scheme), manual.of(scheme), businessDate, reviews);
    }

    /// Finds who of them may lose the tier.
    ///
    /// @param evaluation where they are now
    /// @param points near a threshold on the score is who is less than this above it
    /// @param share near a threshold on a metric is who is less than this share of it above it
    public TierRisks risks(
            Evaluator evaluator,
            Scheme scheme,
            Evaluation evaluation,
            LocalDate businessDate,
            BigDecimal points,
            BigDecimal share) {
        return TierRisks.after(evaluator, table, evaluation, situation(scheme, businessDate, false), points, share);
    }

    public UUID id(int row) {
        return new UUID(idHigh[row], idLow[row]);
    }

    /// When customer-service computed the customer's metrics.
    Instant dataAsOf(int row) {
        long micros = dataAsOfMicros[row];
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    StoredTiers stored() {
        return stored;
    }
}
