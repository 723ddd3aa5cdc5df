package io.fenji.engine.value;

import io.fenji.engine.value.purchase.Future;
import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.purchase.PurchasePredictor;
import io.fenji.engine.value.quality.BackTest;
import io.fenji.engine.value.quality.BackTestTally;
import io.fenji.engine.value.spend.SpendFit;
import io.fenji.engine.value.spend.SpendGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Estimates value models from a base.
public final class ValueCalibrator {

    private ValueCalibrator() {}

    /// A calibration of any base, even of nobody: the ladder always has an answer.
    ///
    /// @param holdOut its last part held out; the back-test decides between models and is kept. None when null.
    public static ValueCalibration calibrate(
            ValueColumns base, @Nullable HoldOut holdOut, ValueSettings settings, Seasonality seasonality) {
        PurchaseGroups groups = base.purchases();
        List<Ladder.Trial> trials = holdOut == null ? List.of() : Ladder.trials(holdOut);
        Ladder ladder = Ladder.climb(groups, trials);
        List<Reason> reasons = new ArrayList<>(ladder.reasons());
        SpendGroups spends = base.spends();
        SpendFit spend = SpendFit.of(spends);
        reasons.add(spendReason(spend));
        long leftOut = base.size() - groups.size();
        if (leftOut > 0) {
            reasons.add(Reason.of(ReasonCode.ROWS_LEFT_OUT, leftOut));
        }
        return new ValueCalibration(
                settings,
                groups.size(),
                Ladder.repeaters(groups),
                leftOut,
                ladder.chosen(),
                ladder.candidates(),
                spend,
                reasons,
                seasonality,
                holdOut == null ? null : ladder.backTest(holdOut, trials),
                ranks(base, ValuePredictor.of(ladder.chosen(), spend, settings)),
                DataHash.of(groups, spends, holdOut));
    }

    /// Predictions of a model fitted to the past against what came.
    static BackTest backTest(PurchaseFit fit, HoldOut holdOut) {
        PurchasePredictor predictor = PurchasePredictor.of(fit);
        BackTestTally tally = new BackTestTally();
        PairCache futures = new PairCache(2);
        for (int row = 0; row < holdOut.past().size(); row++) {
            if (!holdOut.past().valid(row)) {
                continue;
            }
            CustomerHistory history = holdOut.past().row(row);
            int future = futures.find(history.orders(), history.age());
            if (future < 0) {
                future = futures.add(history.orders(), history.age());
                Future next = predictor.future(history.orders(), history.age());
                futures.numbers()[future] = next.expectedOrders(holdOut.days());
                futures.numbers()[future + 1] = 1 - next.noOrder(holdOut.days());
            }
            double alive = predictor.alive(history.orders(), history.last(), history.age());
            tally.add(
                    history.orders(),
                    alive * futures.numbers()[future],
                    alive * futures.numbers()[future + 1],
                    holdOut.orders(row),
                    holdOut.ordersBefore(row));
        }
        return tally.result(holdOut.days());
    }

    private static Reason spendReason(SpendFit spend) {
        return switch (spend.model()) {
            case GAMMA_GAMMA -> Reason.of(ReasonCode.SPEND_INDEPENDENT, Ladder.rounded(spend.correlation(), 2));
            case CLASS_MEANS -> {
                if (spend.customers() < SpendFit.FEWEST) {
                    yield Reason.of(ReasonCode.FEW_SPENDS, spend.customers());
                }
                yield StrictMath.abs(spend.correlation()) > SpendFit.MOST_CORRELATION
                        ? Reason.of(ReasonCode.SPEND_DEPENDS_ON_FREQUENCY, Ladder.rounded(spend.correlation(), 2))
                        : Reason.of(ReasonCode.GAMMA_GAMMA_DOES_NOT_FIT);
            }
            case NONE -> Reason.of(ReasonCode.NO_SPEND);
        };
    }

    private static Ranks ranks(ValueColumns base, ValuePredictor predictor) {
        ValueTable table = new ValueTable(base.size(), EnumSet.of(ValueMetric.LIFETIME_VALUE));
        predictor.predictAll(base, table);
        double[] values = table.column(ValueMetric.LIFETIME_VALUE);
        int count = 0;
        double[] valid = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            if (base.valid(row)) {
                valid[count] = values[row];
                count++;
            }
        }
        return Ranks.of(Arrays.copyOf(valid, count));
    }
}
