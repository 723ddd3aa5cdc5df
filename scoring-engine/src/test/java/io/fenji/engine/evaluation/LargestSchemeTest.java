package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.engine.verification.SchemeVerifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// As large as a scheme may be: 500 criteria in ten dimensions, all of which may be left out, and 50 tiers.
class LargestSchemeTest {
    private static final int DIMENSIONS = 10;
    private static final int CRITERIA = 50;
    private static final int TIERS = 50;

    private final Scheme scheme = Schemes.read(document());

    @Test
    void isSound() {
        Set<String> metrics = scheme.metrics();

        assertThat(new SchemeVerifier(metrics).verify(scheme).stream().filter(Finding::isError))
                .isEmpty();
    }

    /// Every customer lacks other values; scores and tiers are those that fractions give.
    @Test
    void givesTheScoreThatFractionsGive() {
        int size = 600;
        Random random = new Random(1);
        long[][] values = new long[size][DIMENSIONS * CRITERIA];
        TableBuilder builder = new TableBuilder(scheme.metrics(), List.of(), size);
        for (int row = 0; row < size; row++) {
            builder.addRow();
            // From customers with everything to such with hardly anything.
            int absent = row % 101;
            for (int i = 0; i < values[row].length; i++) {
                values[row][i] = random.nextInt(100) < absent ? -1 : random.nextInt(101);
                if (values[row][i] >= 0) {
                    builder.metric("m" + i, BigDecimal.valueOf(values[row][i]));
                }
            }
        }
        MetricTable table = builder.build();
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table));

        Evaluation evaluation = evaluator.evaluate(table);

        for (int row = 0; row < size; row++) {
            BigDecimal expected = score(values[row]);
            Standing standing = evaluation.standing(row);
            assertThat(standing.score())
                    .as("row " + row)
                    .isEqualTo(expected == null ? new Score.Unscored() : new Score.Scored(plain(expected)));
            if (expected != null) {
                int tier = TIERS
                        - 1
                        - Math.min(
                                TIERS - 1,
                                expected.divide(BigDecimal.TWO, 0, RoundingMode.DOWN)
                                        .intValue());
                assertThat(evaluation.tierCode(row)).as("row " + row).isEqualTo(tier);
            }
            if (row % 50 == 0) {
                assertThat(evaluator.trial(table, row, Situation.NEW).evaluate().tier())
                        .isEqualTo(evaluation.tierCode(row));
                Explanation explanation = evaluator.explain(table, row, Situation.NEW);
                assertThat(explanation.standing()).isEqualTo(standing);
                assertThat(explanation.dimensions().stream()
                                .flatMap(part -> part.criteria().stream())
                                .map(Explanation.CriterionPart::contribution)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(expected == null ? BigDecimal.ZERO : expected);
            }
        }
        assertThat(evaluation.countByTier()).hasSize(TIERS);
    }

    /// By fractions, from the weights in the document; null when everything is absent.
    private BigDecimal score(long[] values) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        BigInteger weights = BigInteger.ZERO;
        for (int d = 0; d < DIMENSIONS; d++) {
            Dimension dimension = scheme.dimensions().get(d);
            BigInteger points = BigInteger.ZERO;
            BigInteger sum = BigInteger.ZERO;
            for (int c = 0; c < CRITERIA; c++) {
                Criterion criterion = dimension.criteria().get(c);
                long value = values[d * CRITERIA + c];
                if (value >= 0) {
                    BigInteger weight = criterion.weight().movePointRight(4).toBigIntegerExact();
                    points = points.add(weight.multiply(BigInteger.valueOf(value * 10_000)));
                    sum = sum.add(weight);
                }
            }
            if (sum.signum() > 0) {
                BigInteger weight = dimension.weight().movePointRight(4).toBigIntegerExact();
                numerator = numerator.multiply(sum).add(weight.multiply(points).multiply(denominator));
                denominator = denominator.multiply(sum);
                weights = weights.add(weight);
            }
        }
        return weights.signum() == 0
                ? null
                : new BigDecimal(numerator)
                        .divide(new BigDecimal(denominator.multiply(weights)), 0, RoundingMode.HALF_UP)
                        .movePointLeft(4);
    }

    private static BigDecimal plain(BigDecimal score) {
        BigDecimal stripped = score.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String document() {
        String dimensions = IntStream.range(0, DIMENSIONS)
                .mapToObj(d -> "{'key':'d%d','weight':%d.5,'criteria':[%s]}"
                        .formatted(
                                d,
                                d + 1,
                                IntStream.range(0, CRITERIA)
                                        .mapToObj(c -> criterion(d * CRITERIA + c))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));
        String tiers = IntStream.range(0, TIERS)
                .mapToObj(i -> "{'key':'t%d','name':{'en':'T'}%s}"
                        .formatted(i, i == TIERS - 1 ? "" : ",'enter':" + (2 * (TIERS - 1 - i))))
                .collect(Collectors.joining(","));
        return "{'key':'large','name':{'en':'Large'},'dimensions':[%s],'cut':{'type':'score'},'tiers':[%s]}"
                .formatted(dimensions, tiers);
    }

    private static String criterion(int number) {
        return "{'metric':'m%d','weight':%s,'scale':{'type':'linear','from':0,'to':100},'missing':'redistribute'}"
                .formatted(
                        number,
                        BigDecimal.valueOf(number % 7 + 1)
                                .add(BigDecimal.valueOf(number, 4))
                                .toPlainString());
    }
}
