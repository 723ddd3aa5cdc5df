package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Money;
import io.fenji.report.content.RecencyFrequency;
import io.fenji.report.content.RecencyFrequency.MapCell;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// The recency × frequency map, in fixed bands so that two reports can be laid side by side.
public final class RecencyFrequencyQuery {
    private static final List<Integer> RECENCY = List.of(0, 31, 61, 91, 181, 366);
    private static final List<Integer> FREQUENCY = List.of(1, 2, 3, 6, 11, 21);

    private RecencyFrequencyQuery() {}

    public static RecencyFrequency read(Connection connection, Texts texts, String currency) {
        long[][] customers = new long[RECENCY.size()][FREQUENCY.size()];
        BigDecimal[][] spend = new BigDecimal[RECENCY.size()][FREQUENCY.size()];
        Sql.each(connection, 0, """
                select greatest(width_bucket(recency, array[0, 31, 61, 91, 181, 366]::numeric[]), 1) - 1,
                    width_bucket(orders, array[1, 2, 3, 6, 11, 21]::numeric[]) - 1, count(*), sum(spend)
                from report_base where orders >= 1 and recency is not null
                group by 1, 2""", row -> {
            customers[row.getInt(1)][row.getInt(2)] = row.getLong(3);
            spend[row.getInt(1)][row.getInt(2)] = row.getBigDecimal(4);
        });
        List<MapCell> cells = new ArrayList<>();
        for (int r = 0; r < RECENCY.size(); r++) {
            for (int f = 0; f < FREQUENCY.size(); f++) {
                BigDecimal sum = customers[r][f] == 0 ? BigDecimal.ZERO : spend[r][f];
                cells.add(new MapCell(r, f, customers[r][f], new Money(sum, currency)));
            }
        }
        long without = Sql.only(
                connection,
                "select count(*) from report_base where not (orders >= 1 and recency is not null)",
                row -> row.getLong(1));
        return new RecencyFrequency(
                bands(RECENCY, texts, "band.days"), bands(FREQUENCY, texts, "band.orders"), cells, without);
    }

    private static List<String> bands(List<Integer> from, Texts texts, String key) {
        List<String> bands = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            int low = from.get(i);
            if (i == from.size() - 1) {
                bands.add(texts.get(key + ".from", Formats.count(low)));
            } else if (from.get(i + 1) == low + 1) {
                bands.add(texts.counted(key + ".only", low));
            } else {
                bands.add(texts.get(key + ".between", Formats.count(low), Formats.count(from.get(i + 1) - 1)));
            }
        }
        return bands;
    }
}
