package io.fenji.customer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a CSV file is written, found in its first rows where the mapping does not say.
///
/// @param skipped characters of Excel's line `sep=;`, which is no row
record CsvDialect(char delimiter, char quote, char decimal, int skipped) {
    private static final Pattern SEP = Pattern.compile("\"?sep=(.)\"?\\r?\\n", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMA = Pattern.compile("-?([0-9]+,([0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{4,},[0-9]+)");
    private static final Pattern POINT = Pattern.compile("-?[0-9]+\\.[0-9]+");
    private static final Pattern OPENED = Pattern.compile("(?:^|[,;\\t|\\n])'");
    private static final Pattern CLOSED = Pattern.compile("'(?:$|[,;\\t|\\r\\n])");
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SAMPLE_ROWS = 200;

    static CsvDialect of(String sample, ReadingHints hints) {
        Matcher sep = SEP.matcher(sample);
        boolean named = sep.lookingAt();
        String rows = named ? sample.substring(sep.end()) : sample;
        char quote = hints.quote() != null ? hints.quote() : quote(rows);
        char delimiter = hints.delimiter() != null
                ? hints.delimiter()
                : named ? sep.group(1).charAt(0) : delimiter(rows, quote, hints);
        char decimal = hints.decimalSeparator() != null
                ? hints.decimalSeparator()
                : decimal(records(rows, delimiter, quote), hints);
        return new CsvDialect(delimiter, quote, decimal, named ? sep.end() : 0);
    }

    private static char quote(String rows) {
        if (rows.indexOf('"') >= 0) {
            return '"';
        }
        long opened = OPENED.matcher(rows).results().count();
        return opened > 1 && opened == CLOSED.matcher(rows).results().count() ? '\'' : '"';
    }

    /// The header's known names tell, else the delimiter that gives most rows as many columns as the header.
    private static char delimiter(String rows, char quote, ReadingHints hints) {
        char best = ',';
        double most = 0;
        for (char candidate : DELIMITERS) {
            List<List<String>> records = records(rows, candidate, quote);
            if (records.isEmpty()) {
                continue;
            }
            List<String> header = records.getFirst();
            long known = header.stream().filter(hints.columns()::contains).count();
            long alike =
                    records.stream().filter(row -> row.size() == header.size()).count();
            double score =
                    1_000_000.0 * known + (header.size() < 2 ? 0 : 1_000.0 * alike / records.size() + header.size());
            if (score > most) {
                best = candidate;
                most = score;
            }
        }
        return best;
    }

    private static char decimal(List<List<String>> records, ReadingHints hints) {
        if (records.isEmpty()) {
            return '.';
        }
        return decimal(
                        records,
                        column -> hints.columns().isEmpty()
                                || hints.numberColumns().contains(column))
                .or(() -> decimal(records, hints.otherColumns()::contains))
                .orElse('.');
    }

    /// A comma only where some value of the columns can be nothing else (12,50) and none has a point; empty
    /// where neither is so.
    private static Optional<Character> decimal(List<List<String>> records, Predicate<String> columns) {
        List<String> header = records.getFirst();
        boolean comma = false;
        for (List<String> row : records.subList(1, records.size())) {
            for (int i = 0; i < Math.min(row.size(), header.size()); i++) {
                if (!columns.test(header.get(i))) {
                    continue;
                }
                String value = row.get(i).strip();
                if (POINT.matcher(value).matches()) {
                    return Optional.of('.');
                }
                comma |= COMMA.matcher(value).matches();
            }
        }
        return comma ? Optional.of(',') : Optional.empty();
    }

    private static List<List<String>> records(String rows, char delimiter, char quote) {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .ofCsvRecord(rows)) {
            for (CsvRecord row : reader) {
                records.add(row.getFields());
                if (records.size() > SAMPLE_ROWS) {
                    return records;
                }
            }
        } catch (CsvParseException noSuchDialect) {
            return records;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        // The sample's end may cut off its last row.
        return records.size() > 2 ? records.subList(0, records.size() - 1) : records;
    }
}
