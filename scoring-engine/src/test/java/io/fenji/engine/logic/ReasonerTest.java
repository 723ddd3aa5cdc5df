package io.fenji.engine.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.TierComparison;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReasonerTest {
    private static final Map<String, List<String>> LADDERS = Map.of("abc", List.of("A", "B", "C"));

    private static Reasoner reasoner() {
        return new Reasoner(LADDERS);
    }

    /// A customer; null is absent.
    private record Customer(Integer a, Integer b, String kind, String tier) {
        MetricTable table() {
            TableBuilder builder = new TableBuilder(List.of("a", "b"), List.of("kind"), LADDERS, 1);
            builder.addRow();
            if (a != null) {
                builder.metric("a", BigDecimal.valueOf(a));
            }
            if (b != null) {
                builder.metric("b", BigDecimal.valueOf(b));
            }
            if (kind != null) {
                builder.attribute("kind", kind);
            }
            if (tier != null) {
                builder.tier("abc", tier);
            }
            return builder.build();
        }

        /// This customer and no other, as far as conditions tell.
        Cases only() {
            List<Optional<Cases>> parts = new ArrayList<>();
            pin(parts, equal("a", a == null ? 0 : a), a == null);
            pin(parts, equal("b", b == null ? 0 : b), b == null);
            pin(parts, new Condition.AttributeIs("kind", kind == null ? "x" : kind), kind == null);
            pin(parts, new Condition.TierIs("abc", new TierComparison.Is(tier == null ? "A" : tier)), tier == null);
            return parts.stream()
                    .map(Optional::orElseThrow)
                    .reduce(Cases.EVERYONE, (one, other) -> one.and(other).orElseThrow());
        }

        private static void pin(List<Optional<Cases>> parts, Condition condition, boolean absent) {
            if (absent) {
                parts.add(reasoner().cases(condition, Outcome.NOT_TRUE));
                parts.add(reasoner().cases(condition, Outcome.NOT_FALSE));
            } else {
                parts.add(reasoner().cases(condition, Outcome.TRUE));
            }
        }
    }

    @Test
    void tellsOfEveryCustomerHowAConditionComesOut() {
        List<Customer> customers = customers();
        for (int seed = 0; seed < 300; seed++) {
            Condition condition = random(new Random(seed), 3);
            for (Outcome outcome : Outcome.values()) {
                Cases cases = reasoner().cases(condition, outcome).orElseThrow();
                boolean any = false;
                for (Customer customer : customers) {
                    Truth truth =
                            BoundCondition.bind(condition, customer.table()).test(0);
                    boolean is = comesOut(truth, outcome);
                    any |= is;
                    assertThat(cases.and(customer.only()).orElseThrow().isEmpty())
                            .as("%d: %s %s for %s", seed, condition, outcome, customer)
                            .isEqualTo(!is);
                }
                assertThat(cases.isEmpty())
                        .as("%d: %s %s", seed, condition, outcome)
                        .isEqualTo(!any);
            }
        }
    }

    @Test
    void saysNothingMoreOnceItHasCostTooMuch() {
        Reasoner reasoner = reasoner();
        Condition costly = new Condition.All(IntStream.range(0, 9)
                .mapToObj(i -> (Condition) new Condition.Any(List.of(equal("x" + i, 1), equal("y" + i, 1))))
                .toList());
        assertThat(reasoner.cases(costly, Outcome.TRUE)).isPresent();

        for (int i = 0; i < 10_000; i++) {
            reasoner.cases(costly, Outcome.TRUE);
        }

        assertThat(reasoner.cases(costly, Outcome.TRUE)).isEmpty();
        assertThat(reasoner().cases(costly, Outcome.TRUE)).isPresent();
    }

    @Test
    void saysNothingWhenThereAreTooManyCasesOrATierIsNotKnown() {
        Condition many = new Condition.All(IntStream.range(0, 20)
                .mapToObj(i -> (Condition) new Condition.Any(List.of(equal("x" + i, 1), equal("y" + i, 1))))
                .toList());

        assertThat(reasoner().cases(many, Outcome.TRUE)).isEmpty();
        assertThat(reasoner().cases(new Condition.TierIs("abc", new TierComparison.Is("Z")), Outcome.TRUE))
                .isEmpty();
    }

    private static boolean comesOut(Truth truth, Outcome outcome) {
        return switch (outcome) {
            case TRUE -> truth == Truth.TRUE;
            case FALSE -> truth == Truth.FALSE;
            case NOT_TRUE -> truth != Truth.TRUE;
            case NOT_FALSE -> truth != Truth.FALSE;
        };
    }

    /// All that conditions on numbers from 0 to 3 and kinds x and y can tell apart.
    private static List<Customer> customers() {
        List<Customer> all = new ArrayList<>();
        for (int a = -2; a <= 4; a++) {
            for (int b = -2; b <= 4; b++) {
                for (String kind : new String[] {"x", "y", "z", null}) {
                    for (String tier : new String[] {"A", "B", "C", null}) {
                        all.add(new Customer(a == -2 ? null : a, b == -2 ? null : b, kind, tier));
                    }
                }
            }
        }
        return all;
    }

    private static Condition random(Random random, int depth) {
        int form = random.nextInt(depth == 0 ? 4 : 7);
        return switch (form) {
            case 0 -> new Condition.AttributeIs("kind", random.nextBoolean() ? "x" : "y");
            case 1 ->
                new Condition.TierIs(
                        "abc",
                        random.nextBoolean()
                                ? new TierComparison.AtLeast("B")
                                : new TierComparison.AtMost(random.nextBoolean() ? "B" : "C"));
            case 2, 3 -> new Condition.MetricIs(random.nextBoolean() ? "a" : "b", comparison(random));
            case 4 -> new Condition.Not(random(random, depth - 1));
            case 5 -> new Condition.All(parts(random, depth));
            default -> new Condition.Any(parts(random, depth));
        };
    }

    private static List<Condition> parts(Random random, int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> random(random, depth - 1))
                .toList();
    }

    private static Comparison comparison(Random random) {
        BigDecimal limit = BigDecimal.valueOf(random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> new Comparison.AtLeast(limit);
            case 1 -> new Comparison.Over(limit);
            case 2 -> new Comparison.AtMost(limit);
            case 3 -> new Comparison.Under(limit);
            case 4 -> new Comparison.EqualTo(limit);
            default -> new Comparison.Between(limit, limit.add(BigDecimal.ONE));
        };
    }

    private static Condition equal(String metric, int value) {
        return new Condition.MetricIs(metric, new Comparison.EqualTo(BigDecimal.valueOf(value)));
    }
}
