package io.fenji.engine.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fenji.engine.value.purchase.PurchaseGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Public data with known answers, where they are; tests are skipped elsewhere.
public final class KnownData {

    /// CDNOW, up to 1997-09-30: columns in days, mean repeat spend, and repeat purchases of the 39 weeks after.
    public record Cdnow(List<String> customers, int[] orders, int[] last, int[] age, double[] spend, int[] heldOut) {
        public PurchaseGroups groups() {
            return PurchaseGroups.of(orders, last, age);
        }
    }

    private KnownData() {}

    public static Cdnow cdnow() {
        List<String[]> rows = rows("cdnow/customer_summary.csv");
        return new Cdnow(
                rows.stream().map(row -> row[0]).toList(),
                rows.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray(),
                days(rows, 2),
                days(rows, 3),
                rows.stream().mapToDouble(row -> Double.parseDouble(row[4])).toArray(),
                rows.stream().mapToInt(row -> Integer.parseInt(row[5])).toArray());
    }

    private static int[] days(List<String[]> rows, int column) {
        return rows.stream()
                .mapToInt(row -> Math.toIntExact(Math.round(7 * Double.parseDouble(row[column]))))
                .toArray();
    }

    public static List<String[]> rows(String file) {
        Path folder = Path.of(System.getenv().getOrDefault("FENJI_DATA", "../../shared/data"));
        assumeTrue(Files.isDirectory(folder), () -> "skipped: no test data at " + folder.toAbsolutePath());
        try {
            return Files.readAllLines(folder.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
