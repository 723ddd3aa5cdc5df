package io.fenji.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Pareto preset on public data with known answers.
class OnlineRetailTest {

    @Test
    void putsEveryCustomerOfTheOnlineRetailDataIntoTheKnownClass() {
        Path folder = Path.of(System.getenv().getOrDefault("FENJI_DATA", "../../shared/data"), "online-retail");
        assumeTrue(Files.isDirectory(folder), () -> "skipped: no test data at " + folder.toAbsolutePath());
        Scheme scheme = Presets.get("abc-pareto-80-95").scheme();
        List<String> customers = new ArrayList<>();
        MetricTable base = base(scheme, folder.resolve("expected_rfm_2011-12-10.csv"), customers);
        Map<String, String> expected = new HashMap<>();
        rows(folder.resolve("expected_abc_80_95.csv")).forEach(row -> expected.put(row[0], row[3]));

        Evaluation result =
                Evaluator.of(scheme, Calibrator.calibrate(scheme, base)).evaluate(base);

        assertThat(result.countByTier()).containsExactly(1_133, 1_469, 1_737);
        Map<String, String> actual = new HashMap<>();
        for (int row = 0; row < customers.size(); row++) {
            if (result.tierCode(row) >= 0) {
                actual.put(
                        customers.get(row),
                        scheme.tiers().get(result.tierCode(row)).key());
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static MetricTable base(Scheme scheme, Path file, List<String> customers) {
        TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), 5_000);
        for (String[] row : rows(file)) {
            customers.add(row[0]);
            table.addRow();
            table.metric("orders.lifetime", new BigDecimal(row[6]));
            table.metric("grossSpend.lifetime", new BigDecimal(row[10]));
        }
        return table.build();
    }

    private static List<String[]> rows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
