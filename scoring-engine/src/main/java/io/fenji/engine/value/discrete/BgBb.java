package io.fenji.engine.value.discrete;

import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.numeric.Likelihood;
import java.util.List;

/// The BG/BB model (Fader, Hardie and Shang 2010): at each opportunity who is there purchases with a
/// chance p ~ Beta(α, β), and before each leaves with a chance θ ~ Beta(γ, δ).
public record BgBb(Estimate estimate) {

    private static final List<String> PARAMETERS = List.of("alpha", "beta", "gamma", "delta");

    /// Fits by maximum likelihood; the estimate says whether it converged.
    public static BgBb fit(OpportunityGroups groups) {
        return new BgBb(Likelihood.maximise(
                PARAMETERS,
                new BgBbObjective(groups),
                List.of(new double[] {1, 1, 1, 3}, new double[] {0.5, 0.5, 0.5, 5}, new double[] {3, 3, 2, 10})));
    }

    /// The chance that a customer is there at the next opportunity (equation 11).
    public double alive(int taken, int last, int opportunities) {
        if (!OpportunityGroups.valid(taken, last, opportunities)) {
            return alive(0, 0, 0);
        }
        BgBbTerms terms = terms();
        return StrictMath.min(
                1,
                StrictMath.exp(terms.pattern(taken, opportunities)
                        + terms.staysFor(opportunities + 1)
                        - terms.logLikelihood(taken, last, opportunities)));
    }

    /// Expected number of the next opportunities that a customer takes (equation 13), as a sum over them.
    public double expected(int taken, int last, int opportunities, int next) {
        if (!OpportunityGroups.valid(taken, last, opportunities)) {
            return expected(0, 0, 0, next);
        }
        BgBbTerms terms = terms();
        double taking = terms.pattern(taken + 1, opportunities + 1) - terms.logLikelihood(taken, last, opportunities);
        double sum = 0;
        for (int i = 1; i <= StrictMath.min(next, OpportunityGroups.MOST); i++) {
            sum += StrictMath.exp(taking + terms.staysFor(opportunities + i));
        }
        return sum;
    }

    private BgBbTerms terms() {
        return new BgBbTerms(estimate.value(0), estimate.value(1), estimate.value(2), estimate.value(3));
    }
}
