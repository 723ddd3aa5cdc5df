package io.fenji.engine.value.discrete;

import org.hipparchus.special.Gamma;

/// Logarithms that the BG/BB likelihood is made of.
record BgBbTerms(double alpha, double beta, double gamma, double delta) {

    /// Taking `taken` of `opportunities` that were there, in one order.
    double pattern(int taken, int opportunities) {
        return logBeta(alpha + taken, beta + opportunities - taken) - logBeta(alpha, beta);
    }

    /// Staying for so many opportunities.
    double staysFor(int opportunities) {
        return logBeta(gamma, delta + opportunities) - logBeta(gamma, delta);
    }

    /// Staying for so many opportunities, and leaving before the next one.
    double leavesAfter(int opportunities) {
        return logBeta(gamma + 1, delta + opportunities) - logBeta(gamma, delta);
    }

    /// The log-likelihood of one history (equation 5).
    double logLikelihood(int taken, int last, int opportunities) {
        double top = pattern(taken, opportunities) + staysFor(opportunities);
        double sum = 1;
        for (int i = last; i < opportunities; i++) {
            sum += StrictMath.exp(pattern(taken, i) + leavesAfter(i) - top);
        }
        return top + StrictMath.log(sum);
    }

    private static double logBeta(double a, double b) {
        return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
    }
}
