package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Counts and spend of two ways to divide customers, with what must not be shown taken out. The row after the last
/// and the column after the last are the totals.
final class CrossTable<R, C> {
    private final List<R> rows;
    private final List<C> columns;
    private final long[][] counts;
    private final BigDecimal[][] spend;
    private final boolean[][] hidden;

    private CrossTable(List<R> rows, List<C> columns, long[][] counts, BigDecimal[][] spend, boolean[][] hidden) {
        this.rows = rows;
        this.columns = columns;
        this.counts = counts;
        this.spend = spend;
        this.hidden = hidden;
    }

    /// A cell as it may be shown.
    record Shown(@Nullable Long customers, @Nullable Money spend) {}

    /// A cell as it was read.
    record Cell<R, C>(R row, C column, long customers, BigDecimal spend) {}

    static <R, C> CrossTable<R, C> of(List<R> rows, List<C> columns, List<Cell<R, C>> cells, int minGroup) {
        long[][] counts = new long[rows.size()][columns.size()];
        BigDecimal[][] spend = new BigDecimal[rows.size() + 1][columns.size() + 1];
        for (BigDecimal[] line : spend) {
            Arrays.fill(line, BigDecimal.ZERO);
        }
        Map<R, Integer> down = places(rows);
        Map<C, Integer> across = places(columns);
        for (Cell<R, C> cell : cells) {
            int i = Objects.requireNonNull(down.get(cell.row()));
            int j = Objects.requireNonNull(across.get(cell.column()));
            counts[i][j] += cell.customers();
            for (int x : new int[] {i, rows.size()}) {
                for (int y : new int[] {j, columns.size()}) {
                    spend[x][y] = spend[x][y].add(cell.spend());
                }
            }
        }
        return new CrossTable<>(rows, columns, counts, spend, Suppression.of(counts, columns.size(), minGroup));
    }

    private static <K> Map<K, Integer> places(List<K> keys) {
        Map<K, Integer> places = new LinkedHashMap<>();
        keys.forEach(key -> places.put(key, places.size()));
        return places;
    }

    List<C> columns() {
        return columns;
    }

    Shown at(int row, int column, String currency) {
        if (hidden[row][column]) {
            return new Shown(null, null);
        }
        return new Shown(count(row, column), new Money(spend[row][column], currency));
    }

    private long count(int row, int column) {
        long sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                if ((row == rows.size() || row == i) && (column == columns.size() || column == j)) {
                    sum += counts[i][j];
                }
            }
        }
        return sum;
    }

    /// Reads cells of a statement whose columns are the two keys, customers and spend.
    static <R, C> List<Cell<R, C>> read(
            Question question, String sql, Sql.RowMapper<R> row, Sql.RowMapper<C> column, Object... values) {
        return Sql.list(
                question.connection(),
                sql,
                each -> new Cell<>(row.map(each), column.map(each), each.getLong(3), each.getBigDecimal(4)),
                values);
    }
}
