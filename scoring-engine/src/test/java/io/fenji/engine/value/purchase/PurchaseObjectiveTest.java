package io.fenji.engine.value.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.value.Gradients;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseObjectiveTest {

    @ParameterizedTest
    @EnumSource(
            value = PurchaseModel.class,
            names = {"PARETO_NBD", "MBG_NBD", "BG_NBD"})
    void gradientsAreThoseOfTheLikelihood(PurchaseModel model) {
        SplittableRandom random = new SplittableRandom(3);

        Gradients.check(new PurchaseObjective(histories(random, 200), terms(model), 7), 4, random, 20);
    }

    @Test
    void theGradientOfTheSimplerModelIsThatOfItsLikelihood() {
        SplittableRandom random = new SplittableRandom(4);

        Gradients.check(new NbdObjective(histories(random, 200), 7), 2, random, 20);
    }

    @ParameterizedTest
    @EnumSource(
            value = PurchaseModel.class,
            names = {"PARETO_NBD", "MBG_NBD", "BG_NBD"})
    void groupedCustomersCountAsMuchAsOneByOne(PurchaseModel model) {
        SplittableRandom random = new SplittableRandom(5);
        PurchaseGroups all = histories(random, 300);
        double[] logs = {-0.5, 2, -0.3, 1.5};
        double[] gradient = new double[4];
        double sum = 0;
        double[] sums = new double[4];
        for (int group = 0; group < all.groups(); group++) {
            PurchaseGroups one = PurchaseGroups.of(
                    new int[] {all.orders(group)}, new int[] {all.last(group)}, new int[] {all.age(group)});
            sum += all.customers(group) * new PurchaseObjective(one, terms(model), 7).at(logs, gradient);
            for (int i = 0; i < 4; i++) {
                sums[i] += all.customers(group) * gradient[i];
            }
        }

        assertThat(new PurchaseObjective(all, terms(model), 7).at(logs, gradient))
                .isCloseTo(sum, within(1e-8));
        assertThat(gradient).containsExactly(sums, within(1e-8));
    }

    @Test
    void equalHistoriesAreOneGroupAndImpossibleOnesNone() {
        PurchaseGroups groups =
                PurchaseGroups.of(new int[] {1, 0, 1, -1, 5, 0, 1, 2}, new int[] {7, 0, 7, 3, 3, 4, 9, 0}, new int[] {
                    20, 20, 20, 9, 9, 9, 8, 5
                });

        assertThat(groups.size()).isEqualTo(3);
        assertThat(groups.groups()).isEqualTo(2);
    }

    @Test
    void aSampleTakesEveryNthCustomer() {
        PurchaseGroups all = histories(new SplittableRandom(6), 1_000);

        assertThat(all.sample(7).size()).isEqualTo((all.size() + 6) / 7);
    }

    private static Terms terms(PurchaseModel model) {
        return model == PurchaseModel.PARETO_NBD
                ? new ParetoTerms()
                : new BetaGeometricTerms(model == PurchaseModel.MBG_NBD);
    }

    private static PurchaseGroups histories(SplittableRandom random, int size) {
        int[] orders = new int[size];
        int[] last = new int[size];
        int[] age = new int[size];
        for (int i = 0; i < size; i++) {
            age[i] = random.nextInt(1, 60);
            last[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, age[i] + 1);
            orders[i] = last[i] == 0 ? 0 : random.nextInt(1, last[i] + 1);
        }
        return PurchaseGroups.of(orders, last, age);
    }
}
