package io.fenji.systemtests.bench;

import io.fenji.engine.value.ContactOutlook;
import io.fenji.engine.value.CustomerHistory;
import io.fenji.engine.value.LifetimeInterval;
import io.fenji.engine.value.Seasonality;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueCalibrator;
import io.fenji.engine.value.ValueColumns;
import io.fenji.engine.value.ValuePredictor;
import io.fenji.engine.value.ValueSettings;
import io.fenji.engine.value.ValueTable;
import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.quality.ContactCosts;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Value models: fits, predictions, a single customer, memory, and whether intervals cover what they say.
final class ValueBench implements Benchmark {
    private static final int SMALL = 2_357;
    private static final int SET = 2_000;
    private static final int REFRESHES = 2_000;
    private static final int PAGE = 500;
    /// Customers of a set.
    private static final int ASKED = 10;
    private static final ContactCosts CONTACT = new ContactCosts(0.1, 5);
    private static final double NORMAL = 1.959964;
    /// Weeks.
    private static final double[] PARETO = {.8, 8, .6, 30};

    @Override
    public String name() {
        return "value";
    }

    @Override
    public String summary() {
        return "value models: fits of a CDNOW-sized base and of 1M, all values of 1M, one refresh, coverage of 95 % intervals";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) {
        int size = options.sizeOr(options.quick() ? 100_000 : 1_000_000);
        int sets = options.quick() ? 20 : 300;
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Value models",
                ("In this JVM, one thread. Histories are drawn from a Pareto/NBD (r %.1f, α %.0f, s %.1f, β %.0f weeks; observed 30 to 730 days), whole days. "
                                + "Small: %,d customers, warm. Large: %,d. A fit includes grouping. Coverage: %d sets of %,d customers, the 95 %% interval of each parameter "
                                + "(normal on logarithms), time fine enough not to matter; and, of other sets in weeks, "
                                + "the 95 %% predictive interval of discounted spend in the next year of %d customers each.")
                        .formatted(PARETO[0], PARETO[1], PARETO[2], PARETO[3], SMALL, size, sets, SET, ASKED));
        DrawnHistories small = DrawnHistories.of(PARETO, 7, SMALL, 180, 280, 1);
        DrawnHistories large = DrawnHistories.of(PARETO, 7, size, 30, 730, 2);
        for (PurchaseModel model : List.of(PurchaseModel.PARETO_NBD, PurchaseModel.MBG_NBD, PurchaseModel.BG_NBD)) {
            times(30, () -> fit(model, small));
            result.quantity("fit of %,d: %s".formatted(SMALL, model), "ms", times(10, () -> fit(model, small)));
            List<Double> fits = times(options.runs(), () -> fit(model, large));
            result.quantity("fit of %,d: %s".formatted(size, model), "ms", fits);
            say.say("%s of %,d in %.0f ms".formatted(model, size, fits.getLast()));
        }
        measurePredictions(large, options.runs(), result, say);
        coverage(sets, result, say);
        futures(sets, result, say);
        return result.build();
    }

    private static void measurePredictions(DrawnHistories large, int runs, BenchResult.Builder result, Say say) {
        ValueColumns base = large.columns();
        resetPeaks();
        long begin = System.nanoTime();
        ValueCalibration calibration = ValueCalibrator.calibrate(base, null, ValueSettings.USUAL, Seasonality.NONE);
        result.quantity(
                "calibration of %,d: three purchase models, spend, ranks".formatted(base.size()),
                "ms",
                List.of((System.nanoTime() - begin) / 1e6));
        ValuePredictor predictor = ValuePredictor.of(calibration, LocalDate.EPOCH);
        List<Double> all = times(runs, () -> {
            ValueTable table = new ValueTable(base.size());
            predictor.predictAll(base, table);
            return table;
        });
        result.quantity("all values of %,d".formatted(base.size()), "ms", all);
        List<Double> ahead = times(runs, () -> {
            ContactOutlook outlook = ContactOutlook.of(calibration, LocalDate.EPOCH, CONTACT, 14);
            int warned = 0;
            for (int row = 0; row < base.size(); row++) {
                warned += outlook.daysUntilContactPays(base.row(row)).isPresent() ? 1 : 0;
            }
            return warned;
        });
        result.quantity("from when on contact of %,d pays, 14 days ahead".formatted(base.size()), "ms", ahead);
        result.quantity("heap at most, calibration and values", "MiB", List.of(peakMib()));
        say.say("all values in %.0f ms (%s)"
                .formatted(all.getLast(), calibration.purchase().model()));
        List<Double> single = new ArrayList<>();
        for (int i = 0; i < REFRESHES; i++) {
            CustomerHistory history = base.row(i);
            long start = System.nanoTime();
            ValuePredictor.of(calibration, LocalDate.EPOCH).predict(history);
            single.add((System.nanoTime() - start) / 1e6);
        }
        result.quantity("one customer's values", "ms", single.subList(REFRESHES / 2, REFRESHES));
        ValueColumns page = DrawnHistories.of(PARETO, 7, PAGE, 30, 730, 3).columns();
        result.quantity("all values of %d, as a page of the feed".formatted(PAGE), "ms", times(20, () -> {
            ValueTable table = new ValueTable(PAGE);
            ValuePredictor.of(calibration, LocalDate.EPOCH).predictAll(page, table);
            return table;
        }));
    }

    private static void coverage(int sets, BenchResult.Builder result, Say say) {
        double[] known = {.6, 1, .6, 1.2};
        int covered = 0;
        int converged = 0;
        for (int set = 0; set < sets; set++) {
            Estimate estimate = fit(
                            PurchaseModel.PARETO_NBD, DrawnHistories.of(known, 700, SET, 1_400, 3_500, 100 + set))
                    .estimate();
            if (!estimate.converged()) {
                continue;
            }
            converged++;
            for (int i = 0; i < known.length; i++) {
                // Fits are in weeks, a hundred of which make the unit of 700 days.
                double truth = i == 1 || i == 3 ? known[i] * 100 : known[i];
                double error = Math.sqrt(estimate.logCovariance().get(i).get(i));
                covered += Math.abs(Math.log(estimate.value(i) / truth)) <= NORMAL * error ? 1 : 0;
            }
        }
        double share = 100.0 * covered / Math.max(1, converged) / known.length;
        result.quantity("95 % intervals of its parameters cover", "%", List.of(share));
        result.check("%d of %d fits converged.".formatted(converged, sets));
        say.say("95 %% intervals cover %.1f %%".formatted(share));
    }

    /// Whether what customers spend in the next year lies where the calibration of their set says.
    private static void futures(int sets, BenchResult.Builder result, Say say) {
        int asked = 0;
        int covered = 0;
        int active = 0;
        int activeCovered = 0;
        for (int set = 0; set < sets; set++) {
            DrawnHistories histories = DrawnHistories.of(PARETO, 7, SET, 200, 730, 1_000 + set);
            ValueColumns base = histories.columns();
            ValueCalibration calibration = ValueCalibrator.calibrate(base, null, ValueSettings.USUAL, Seasonality.NONE);
            ValuePredictor predictor = ValuePredictor.of(calibration, LocalDate.EPOCH);
            for (int row = 0; row < ASKED; row++) {
                LifetimeInterval interval = predictor.interval(calibration, base.row(row), 0.95);
                boolean inside = histories.later(row) >= interval.low() && histories.later(row) <= interval.high();
                asked++;
                covered += inside ? 1 : 0;
                if (predictor.predict(base.row(row)).aliveProbability() > 0.5) {
                    active++;
                    activeCovered += inside ? 1 : 0;
                }
            }
        }
        double share = 100.0 * covered / asked;
        result.quantity("95 % intervals of what customers spend in a year cover", "%", List.of(share));
        result.quantity(
                "the same of those who are probably there", "%", List.of(100.0 * activeCovered / Math.max(1, active)));
        say.say("95 %% intervals of spend cover %.1f %%".formatted(share));
    }

    private static PurchaseFit fit(PurchaseModel model, DrawnHistories histories) {
        return PurchaseFit.of(model, PurchaseGroups.of(histories.orders(), histories.last(), histories.age()));
    }

    private static List<Double> times(int runs, Supplier<Object> work) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            @Nullable Object made = null;
            long start = System.nanoTime();
            try {
                made = work.get();
                times.add((System.nanoTime() - start) / 1e6);
            } finally {
                // So that it is made at all.
                Reference.reachabilityFence(made);
            }
        }
        return times;
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static double peakMib() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1_048_576.0;
    }
}
