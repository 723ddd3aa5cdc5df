package io.fenji.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.value.numeric.Objective;
import java.util.random.RandomGenerator;

/// Analytic gradients against central differences.
public final class Gradients {

    private Gradients() {}

    public static void check(Objective objective, int parameters, RandomGenerator random, int points) {
        for (int point = 0; point < points; point++) {
            double[] logs = random.doubles(parameters, -2, 3).toArray();
            double[] gradient = new double[parameters];
            objective.at(logs, gradient);
            for (int i = 0; i < parameters; i++) {
                double step = 1e-5;
                double[] moved = logs.clone();
                moved[i] += step;
                double up = objective.at(moved, new double[parameters]);
                moved[i] -= 2 * step;
                double down = objective.at(moved, new double[parameters]);
                assertThat(gradient[i])
                        .as("parameter %d at point %d", i, point)
                        .isCloseTo((up - down) / (2 * step), within(1e-5 * (1 + Math.abs(up) * 1e-2)));
            }
        }
    }
}
