package io.fenji.engine.value.purchase;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/// Six nodes and weights of Gauss-Legendre quadrature on [0, 1].
final class LegendreRule {

    static final double[] NODES = new double[6];
    static final double[] WEIGHTS = new double[NODES.length];

    static {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES.length, 0, 1);
        Arrays.setAll(NODES, rule::getPoint);
        Arrays.setAll(WEIGHTS, rule::getWeight);
    }

    private LegendreRule() {}
}
