package io.fenji.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The public Online Retail file and what was computed from it independently. It is not part of the repository: it lies
/// in `../shared/data` beside the project's root, or where `FENJI_DATA` says.
record OnlineRetailData(Path folder) {
    /// As of 2011-12-10. The 33 customers with nothing but cancellations have no recency.
    record Rfm(Optional<BigDecimal> recencyDays, BigDecimal orders, BigDecimal gross, BigDecimal net) {}

    static Optional<OnlineRetailData> find() {
        String configured = System.getenv("FENJI_DATA");
        Path data = configured == null ? Path.of("../../shared/data") : Path.of(configured);
        Path folder = data.resolve("online-retail").toAbsolutePath().normalize();
        return Files.isRegularFile(folder.resolve("online_retail.csv.gz"))
                ? Optional.of(new OnlineRetailData(folder))
                : Optional.empty();
    }

    Path file() {
        return folder.resolve("online_retail.csv.gz");
    }

    /// By CustomerID: all 4,372.
    Map<String, Rfm> rfm() {
        return read(
                "expected_rfm_2011-12-10.csv",
                row -> new Rfm(
                        Optional.of(row.get(4)).filter(text -> !text.isEmpty()).map(BigDecimal::new),
                        new BigDecimal(row.get(6)),
                        new BigDecimal(row.get(10)),
                        new BigDecimal(row.get(11))));
    }

    /// Pareto class by CustomerID, for the 4,339 with a purchase.
    Map<String, String> classes() {
        return read("expected_abc_80_95.csv", row -> row.get(3));
    }

    private <T> Map<String, T> read(String name, Function<List<String>, T> value) {
        try {
            Map<String, T> byCustomer = new LinkedHashMap<>();
            Files.readAllLines(folder.resolve(name)).stream().skip(1).forEach(line -> {
                List<String> row = List.of(line.split(",", -1));
                byCustomer.put(row.getFirst(), value.apply(row));
            });
            return byCustomer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
