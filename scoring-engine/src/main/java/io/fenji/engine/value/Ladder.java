package io.fenji.engine.value;

import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.quality.BackTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which purchase model serves: Pareto/NBD or MBG/NBD by the part held out, else by likelihood; where
/// neither fits the gamma-Poisson; else the average of all. BG/NBD is fitted as a reference only: it holds
/// who ordered once for alive whatever has happened since.
///
/// @param candidates all that were fitted
record Ladder(PurchaseFit chosen, List<PurchaseFit> candidates, List<Reason> reasons) {

    static final int FEWEST_CUSTOMERS = 20;
    static final int FEWEST_REPEATERS = 5;
    static final int FEWEST_CUSTOMERS_WHO_LEAVE = 100;
    static final int FEWEST_REPEATERS_WHO_LEAVE = 30;

    /// Brier scores within this share of each other decide nothing.
    private static final double TELLING = 0.01;
    /// With a standard error above this of its logarithm, a parameter is not known.
    private static final double VAGUE = 3;

    private static final List<PurchaseModel> WHO_LEAVE = List.of(PurchaseModel.PARETO_NBD, PurchaseModel.MBG_NBD);

    /// A model tried on the part held out.
    record Trial(PurchaseModel model, BackTest backTest) {}

    /// The models of customers who leave that fit the past, tried on what came then.
    static List<Trial> trials(HoldOut holdOut) {
        PurchaseGroups past = holdOut.past().purchases();
        List<Trial> trials = new ArrayList<>();
        if (manyEnough(past)) {
            for (PurchaseModel model : WHO_LEAVE) {
                PurchaseFit fit = PurchaseFit.of(model, past);
                if (sound(fit)) {
                    trials.add(new Trial(model, ValueCalibrator.backTest(fit, holdOut)));
                }
            }
        }
        return trials;
    }

    static Ladder climb(PurchaseGroups groups, List<Trial> trials) {
        List<PurchaseFit> candidates = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        if (manyEnough(groups)) {
            for (PurchaseModel model : List.of(PurchaseModel.PARETO_NBD, PurchaseModel.MBG_NBD, PurchaseModel.BG_NBD)) {
                candidates.add(PurchaseFit.of(model, groups));
            }
            List<PurchaseFit> able = candidates.stream()
                    .filter(fit -> WHO_LEAVE.contains(fit.model()) && sound(fit))
                    .toList();
            if (!able.isEmpty()) {
                return new Ladder(best(able, trials, reasons), candidates, reasons);
            }
            reasons.add(Reason.of(ReasonCode.NO_LIFETIME_MODEL_FITS));
        }
        return simpler(groups, candidates, reasons);
    }

    private static Ladder simpler(PurchaseGroups groups, List<PurchaseFit> candidates, List<Reason> reasons) {
        long repeaters = repeaters(groups);
        if (groups.size() < FEWEST_CUSTOMERS || repeaters < FEWEST_REPEATERS) {
            reasons.add(Reason.of(ReasonCode.FEW_CUSTOMERS, groups.size(), repeaters));
        } else {
            if (reasons.isEmpty()) {
                reasons.add(Reason.of(ReasonCode.FEW_REPEATERS, groups.size(), repeaters));
            }
            PurchaseFit nbd = PurchaseFit.of(PurchaseModel.NBD, groups);
            candidates.add(nbd);
            if (sound(nbd)) {
                return new Ladder(nbd, candidates, reasons);
            }
            reasons.add(Reason.of(ReasonCode.NBD_DOES_NOT_FIT));
        }
        PurchaseFit cohort = PurchaseFit.of(PurchaseModel.COHORT, groups);
        candidates.add(cohort);
        return new Ladder(cohort, candidates, reasons);
    }

    private static PurchaseFit best(List<PurchaseFit> able, List<Trial> trials, List<Reason> reasons) {
        if (able.size() == 1) {
            reasons.add(Reason.of(ReasonCode.ONLY_ONE_FITS, name(able.getFirst())));
            return able.getFirst();
        }
        List<Trial> byBrier = trials.stream()
                .sorted(Comparator.comparingDouble(trial -> trial.backTest().brier()))
                .toList();
        if (byBrier.size() == able.size()) {
            Trial first = byBrier.getFirst();
            Trial last = byBrier.getLast();
            if (first.backTest().brier() < (1 - TELLING) * last.backTest().brier()) {
                PurchaseFit better = able.stream()
                        .filter(fit -> fit.model() == first.model())
                        .findFirst()
                        .orElseThrow();
                PurchaseFit worse = able.stream()
                        .filter(fit -> fit.model() == last.model())
                        .findFirst()
                        .orElseThrow();
                reasons.add(Reason.of(
                        ReasonCode.HOLD_OUT_DECIDES,
                        name(better),
                        name(worse),
                        rounded(first.backTest().brier(), 4),
                        rounded(last.backTest().brier(), 4)));
                return better;
            }
        }
        Comparator<PurchaseFit> byLikelihood =
                Comparator.comparingDouble(fit -> fit.estimate().logLikelihood());
        PurchaseFit better = able.stream().max(byLikelihood).orElseThrow();
        PurchaseFit worse = able.stream().min(byLikelihood).orElseThrow();
        reasons.add(Reason.of(
                ReasonCode.LIKELIHOOD_DECIDES,
                name(better),
                rounded(better.estimate().logLikelihood(), 2),
                name(worse),
                rounded(worse.estimate().logLikelihood(), 2)));
        return better;
    }

    /// The back-test of the chosen model, fitted to the past; of the average of all where it does not fit that.
    BackTest backTest(HoldOut holdOut, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.model() == chosen.model())
                .findFirst()
                .map(Trial::backTest)
                .orElseGet(() -> simplerBackTest(holdOut));
    }

    private BackTest simplerBackTest(HoldOut holdOut) {
        PurchaseGroups past = holdOut.past().purchases();
        PurchaseFit fit = PurchaseFit.of(chosen.model(), past);
        return ValueCalibrator.backTest(sound(fit) ? fit : PurchaseFit.of(PurchaseModel.COHORT, past), holdOut);
    }

    static long repeaters(PurchaseGroups groups) {
        long repeaters = 0;
        for (int group = 0; group < groups.groups(); group++) {
            repeaters += groups.orders(group) > 0 ? groups.customers(group) : 0;
        }
        return repeaters;
    }

    static String rounded(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static boolean manyEnough(PurchaseGroups groups) {
        return groups.size() >= FEWEST_CUSTOMERS_WHO_LEAVE && repeaters(groups) >= FEWEST_REPEATERS_WHO_LEAVE;
    }

    private static boolean sound(PurchaseFit fit) {
        if (!fit.estimate().converged()) {
            return false;
        }
        for (int i = 0; i < fit.estimate().values().size(); i++) {
            double variance = fit.estimate().logCovariance().get(i).get(i);
            if (!(variance >= 0 && variance < VAGUE * VAGUE)) {
                return false;
            }
        }
        return true;
    }

    private static String name(PurchaseFit fit) {
        return fit.model() == PurchaseModel.PARETO_NBD ? "Pareto/NBD" : "MBG/NBD";
    }
}
