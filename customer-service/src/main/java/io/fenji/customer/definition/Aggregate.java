package io.fenji.customer.definition;

import java.util.Arrays;
import java.util.Optional;

/// How the rows of a source become one number.
public enum Aggregate {
    SUM("sum", "coalesce(sum(%1$s) filter (where %2$s), 0)"),
    COUNT("count", "count(*) filter (where %2$s)"),
    MEAN("mean", "half_up_ratio(sum(%1$s) filter (where %2$s), count(%1$s) filter (where %2$s))"),
    MAX("max", "max(%1$s) filter (where %2$s)"),
    MIN("min", "min(%1$s) filter (where %2$s)"),
    LAST(
            "last",
            "(array_agg(%1$s order by dated_at desc, id desc, no desc) filter (where %1$s is not null and %2$s))[1]"),
    DISTINCT("distinct", "count(distinct %1$s) filter (where %2$s)"),
    DAYS_SINCE("daysSince", "(max(dated_at) filter (where %2$s) at time zone :zone)::date - date '1970-01-01'");

    private final String key;
    private final String sql;

    Aggregate(String key, String sql) {
        this.key = key;
        this.sql = sql;
    }

    static Optional<Aggregate> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    String key() {
        return key;
    }

    /// Whether it looks at a field and not at rows alone.
    boolean needsField() {
        return this != COUNT && this != DAYS_SINCE;
    }

    boolean suits(FieldType type) {
        return switch (this) {
            case SUM, MEAN, MAX, MIN, LAST -> type == FieldType.NUMBER;
            case DISTINCT -> type != FieldType.FLAG;
            case COUNT, DAYS_SINCE -> false;
        };
    }

    /// Whether it is 0, not absent, for a customer without a matching row.
    boolean countsNothingAsZero() {
        return this == SUM || this == COUNT || this == DISTINCT;
    }

    /// The value over the rows that match. It passes over rows without the field.
    String sql(String field, String matches) {
        return sql.formatted(field, matches);
    }
}
