package io.fenji.engine.table;

import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fills a [MetricTable] row by row. Columns are fixed at the start (usually
/// [io.fenji.engine.scheme.Scheme#metrics()] and `attributes()`); keys that are no column are
/// ignored, so a whole metric vector can be handed in. Not for several threads.
public final class TableBuilder {

    private final Map<String, Integer> metricIndex = new LinkedHashMap<>();
    private final Map<String, Integer> attributeIndex = new LinkedHashMap<>();
    private final Map<String, Integer> tierIndex = new LinkedHashMap<>();
    private final MetricColumnBuilder[] metrics;
    private final int[][] attributes;
    private final int[][] tiers;
    private final List<List<String>> ladders;
    private final List<Map<String, Integer>> dictionaries = new ArrayList<>();
    private int capacity;
    private int size;

    /// An empty table with these columns.
    ///
    /// @param expectedRows a guess; the table grows beyond it
    public TableBuilder(Collection<String> metricKeys, Collection<String> attributeKeys, int expectedRows) {
        this(metricKeys, attributeKeys, Map.of(), expectedRows);
    }

    /// An empty table with these columns.
    ///
    /// @param ladders the tiers of other schemes by their keys, the highest first: a column each
    /// @param expectedRows a guess; the table grows beyond it
    public TableBuilder(
            Collection<String> metricKeys,
            Collection<String> attributeKeys,
            Map<String, List<String>> ladders,
            int expectedRows) {
        capacity = Math.max(1, expectedRows);
        metricKeys.forEach(key -> metricIndex.putIfAbsent(key, metricIndex.size()));
        attributeKeys.forEach(key -> attributeIndex.putIfAbsent(key, attributeIndex.size()));
        ladders.keySet().forEach(scheme -> tierIndex.put(scheme, tierIndex.size()));
        this.ladders = tierIndex.keySet().stream().map(ladders::get).toList();
        tiers = new int[tierIndex.size()][capacity];
        metrics = new MetricColumnBuilder[metricIndex.size()];
        Arrays.setAll(metrics, i -> new MetricColumnBuilder(capacity));
        attributes = new int[attributeIndex.size()][capacity];
        attributeIndex.keySet().forEach(key -> dictionaries.add(new HashMap<>()));
    }

    /// Starts the next row with everything absent.
    ///
    /// @return its row number, from 0
    public int addRow() {
        if (size == capacity) {
            grow();
        }
        for (MetricColumnBuilder column : metrics) {
            column.set(size, MetricColumn.ABSENT, size);
        }
        for (int[] column : attributes) {
            column[size] = AttributeColumn.ABSENT;
        }
        for (int[] column : tiers) {
            column[size] = AttributeColumn.ABSENT;
        }
        return size++;
    }

    /// Position of a metric's column for [#metric(int, long)], or -1 when it is no column.
    public int metricColumn(String key) {
        return metricIndex.getOrDefault(key, -1);
    }

    /// Position of an attribute's column for [#attribute(int, String)], or -1 when it is no column.
    public int attributeColumn(String key) {
        return attributeIndex.getOrDefault(key, -1);
    }

    /// Sets a metric of the current row.
    ///
    /// @throws ArithmeticException when the value is beyond 400 trillion
    public void metric(String key, BigDecimal value) {
        int column = metricColumn(key);
        if (column >= 0) {
            metric(column, Fixed.of(value));
        }
    }

    /// Sets a metric of the current row without boxing.
    ///
    /// @param scaled in units of 0.0001, or [MetricColumn#ABSENT]
    public void metric(int column, long scaled) {
        metrics[column].set(size - 1, scaled, size);
    }

    /// Sets an attribute of the current row.
    public void attribute(String key, String value) {
        int column = attributeColumn(key);
        if (column >= 0) {
            attribute(column, value);
        }
    }

    /// Sets an attribute of the current row by its column.
    public void attribute(int column, String value) {
        Map<String, Integer> dictionary = dictionaries.get(column);
        Integer code = dictionary.get(value);
        if (code == null) {
            code = dictionary.size();
            dictionary.put(value, code);
        }
        attributes[column][size - 1] = code;
    }

    /// Sets the tier in another scheme of the current row; none when the scheme has no such tier.
    public void tier(String scheme, String tier) {
        tier(size - 1, scheme, tier);
    }

    /// Sets it of a row that was added before.
    public void tier(int row, String scheme, String tier) {
        Integer column = tierIndex.get(scheme);
        if (column != null) {
            tiers[column][row] = ladders.get(column).indexOf(tier);
        }
    }

    /// The table of the rows so far. The builder is spent afterwards.
    public MetricTable build() {
        Map<String, MetricColumn> metricColumns = new HashMap<>();
        metricIndex.forEach((key, i) -> metricColumns.put(key, metrics[i].build()));
        Map<String, AttributeColumn> attributeColumns = new HashMap<>();
        attributeIndex.forEach(
                (key, i) -> attributeColumns.put(key, new AttributeColumn(attributes[i], words(dictionaries.get(i)))));
        Map<String, AttributeColumn> tierColumns = new HashMap<>();
        tierIndex.forEach((scheme, i) -> tierColumns.put(scheme, new AttributeColumn(tiers[i], ladders.get(i))));
        return new MetricTable(size, metricColumns, attributeColumns, tierColumns);
    }

    private static List<String> words(Map<String, Integer> dictionary) {
        String[] words = new String[dictionary.size()];
        dictionary.forEach((word, code) -> words[code] = word);
        return List.of(words);
    }

    private void grow() {
        capacity = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, capacity * 2L));
        for (MetricColumnBuilder column : metrics) {
            column.grow(capacity);
        }
        Arrays.setAll(attributes, i -> Arrays.copyOf(attributes[i], capacity));
        Arrays.setAll(tiers, i -> Arrays.copyOf(tiers[i], capacity));
    }
}
