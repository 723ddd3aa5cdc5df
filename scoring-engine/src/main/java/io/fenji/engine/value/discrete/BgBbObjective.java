package io.fenji.engine.value.discrete;

import io.fenji.engine.value.numeric.Objective;
import org.hipparchus.special.Gamma;

/// The BG/BB log-likelihood with its analytic gradient: each history is a mixture over when the
/// customer left, and the gradient is that of its parts by their shares.
final class BgBbObjective implements Objective {

    private final OpportunityGroups groups;

    BgBbObjective(OpportunityGroups groups) {
        this.groups = groups;
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        double alpha = StrictMath.exp(logs[0]);
        double beta = StrictMath.exp(logs[1]);
        double gamma = StrictMath.exp(logs[2]);
        double delta = StrictMath.exp(logs[3]);
        BgBbTerms terms = new BgBbTerms(alpha, beta, gamma, delta);
        double sum = 0;
        double[] by = new double[4];
        for (OpportunityGroups.Group group : groups.groups()) {
            int x = group.taken();
            int n = group.opportunities();
            double likelihood = terms.logLikelihood(x, group.last(), n);
            sum += group.customers() * likelihood;
            for (int stay = group.last(); stay <= n; stay++) {
                // The last part is of those who never left.
                int leaves = stay < n ? 1 : 0;
                double part = terms.pattern(x, stay) + (leaves == 1 ? terms.leavesAfter(stay) : terms.staysFor(stay));
                addPart(by, terms, x, stay, leaves, group.customers() * StrictMath.exp(part - likelihood));
            }
        }
        gradient[0] = by[0] * alpha;
        gradient[1] = by[1] * beta;
        gradient[2] = by[2] * gamma;
        gradient[3] = by[3] * delta;
        return sum;
    }

    private static void addPart(double[] by, BgBbTerms at, int x, int stay, int leaves, double weight) {
        double chances = Gamma.digamma(at.alpha() + at.beta() + stay) - Gamma.digamma(at.alpha() + at.beta());
        double stays = Gamma.digamma(at.gamma() + at.delta() + stay + leaves) - Gamma.digamma(at.gamma() + at.delta());
        by[0] += weight * (Gamma.digamma(at.alpha() + x) - Gamma.digamma(at.alpha()) - chances);
        by[1] += weight * (Gamma.digamma(at.beta() + stay - x) - Gamma.digamma(at.beta()) - chances);
        by[2] += weight * (Gamma.digamma(at.gamma() + leaves) - Gamma.digamma(at.gamma()) - stays);
        by[3] += weight * (Gamma.digamma(at.delta() + stay) - Gamma.digamma(at.delta()) - stays);
    }
}
