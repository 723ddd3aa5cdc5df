package io.fenji.systemtests.bench;

import io.fenji.systemtests.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a result as `NAME.json` and `NAME.md`, and gives the text for the terminal.
final class ResultFiles {
    private final Path folder;
    private final Environment environment;

    ResultFiles(Path folder, Environment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Returns the Markdown that was written.
    String write(BenchResult result) {
        String markdown = markdown(result);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(result.name() + ".json"), Json.write(json(result)) + "\n");
            Files.writeString(folder.resolve(result.name() + ".md"), markdown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return markdown;
    }

    private Map<String, Object> json(BenchResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.name());
        json.put("title", result.title());
        json.put("method", result.method());
        json.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("environment", environmentJson());
        json.put(
                "quantities",
                result.quantities().stream().map(ResultFiles::json).toList());
        json.put(
                "ratios",
                result.ratios().stream()
                        .map(ratio -> Map.of("name", ratio.name(), "value", ratio.value(), "meaning", ratio.meaning()))
                        .toList());
        json.put("checks", result.checks());
        return json;
    }

    private Map<String, Object> environmentJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("os", environment.os());
        json.put("cpu", environment.cpu());
        json.put("cores", environment.cores());
        json.put("memoryMib", environment.memoryMib());
        json.put("jdk", environment.jdk());
        json.put("loadAverageBefore", environment.loadAverage());
        return json;
    }

    private static Map<String, Object> json(Quantity quantity) {
        Series series = quantity.series();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", quantity.name());
        json.put("unit", quantity.unit());
        json.put("median", series.median());
        json.put("min", series.min());
        json.put("max", series.max());
        json.put("spread", series.spread());
        json.put("samples", series.samples());
        return json;
    }

    private String markdown(BenchResult result) {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(result.title())
                .append("\n\n")
                .append(result.method())
                .append("\n\n");
        text.append("| quantity | median | spread | runs | unit |\n| --- | ---: | ---: | ---: | --- |\n");
        for (Quantity quantity : result.quantities()) {
            Series series = quantity.series();
            text.append("| %s | %s | %.0f %% | %d | %s |\n"
                    .formatted(
                            quantity.name(),
                            number(series.median()),
                            series.spread() * 100,
                            series.samples().size(),
                            quantity.unit()));
        }
        text.append('\n');
        for (Ratio ratio : result.ratios()) {
            text.append("- **")
                    .append(ratio.name())
                    .append(": ")
                    .append(number(ratio.value()))
                    .append("** (");
            text.append(ratio.meaning()).append(")\n");
        }
        result.checks().forEach(check -> text.append("- ").append(check).append('\n'));
        text.append("- ").append(environmentLine()).append('\n');
        return text.toString();
    }

    private String environmentLine() {
        return String.join(
                ", ",
                List.of(
                        environment.cores() + " cores " + environment.cpu(),
                        environment.memoryMib() + " MiB",
                        environment.os(),
                        "JDK " + environment.jdk(),
                        "load before " + environment.loadAverage()));
    }

    /// Three significant digits and thousands separators: more would claim more than was measured.
    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
