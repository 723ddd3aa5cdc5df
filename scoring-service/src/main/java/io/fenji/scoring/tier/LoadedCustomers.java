package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.TierRisks;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.kit.sql.BinaryCopyIn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
        return evaluate(evaluator, scheme, businessDate, reviews, ExistingTiers.APPLY_NOW);
    }

    /// The same where tiers are kept from before the version took effect.
    public Evaluation evaluate(
            Evaluator evaluator, Scheme scheme, LocalDate businessDate, boolean reviews, ExistingTiers existing) {
        return evaluator.evaluate(table, situation(scheme, businessDate, reviews, existing));
    }

    /// The same customers, whose reviews and kept tiers can be changed without changing them here.
    public LoadedCustomers copy() {
        return new LoadedCustomers(idHigh, idLow, dataAsOfMicros, table, stored.copy(), manual);
    }

    public UUID id(int row) {
        return new UUID(idHigh[row], idLow[row]);
    }

    /// The tiers and reasons that customers have so far, whatever version gave them.
    public List<String> tierWords() {
        return stored.words.all();
    }

    /// The tier so far: its position in [#tierWords()], below 0 for none.
    public int tierWord(int row) {
        return stored.tier(row);
    }

    /// The scaled score so far, or [Evaluation#NO_SCORE].
    public long score(int row) {
        return stored.score(row);
    }

    /// Has the tiers that they have now kept; of those to whom somebody gave one, the tier before rules.
    public void keepTiers() {
        stored.keepTiers(manual::isGiven);
    }

    /// Has everyone's reviews count from this evaluation on.
    public void forgetReviews() {
        stored.forgetReviews();
    }

    Situation situation(Scheme scheme, LocalDate businessDate, boolean reviews, ExistingTiers existing) {
        return new Situation(stored.stays(scheme), manual.of(scheme), businessDate, reviews, existing);
    }

    /// Finds who of them may lose the tier.
    ///
    /// @param evaluation where they are now
    /// @param existing what became of tiers from before the version took effect
    /// @param points near a threshold on the score is who is less than this above it
    /// @param share near a threshold on a metric is who is less than this share of it above it
    public TierRisks risks(
            Evaluator evaluator,
            Scheme scheme,
            Evaluation evaluation,
            LocalDate businessDate,
            ExistingTiers existing,
            BigDecimal points,
            BigDecimal share) {
        return TierRisks.after(
                evaluator, table, evaluation, situation(scheme, businessDate, false, existing), points, share);
    }

    BinaryCopyIn copyId(BinaryCopyIn copy, int row) {
        return copy.id(idHigh[row], idLow[row]);
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
