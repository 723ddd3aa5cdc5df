package io.fenji.customer.definition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The SQL of the metrics in their slots, in parts for the statement that computes vectors. Each source is read once,
/// however many metrics are made of it.
public final class DefinitionSql {
    private final SortedMap<Integer, Definition> slots;
    private final Map<MetricSource, List<Integer>> sources = new EnumMap<>(MetricSource.class);
    private final Map<String, Object> values = new HashMap<>();

    /// Metrics by slot, from 1.
    public DefinitionSql(SortedMap<Integer, Definition> slots) {
        this.slots = new TreeMap<>(slots);
        slots.forEach((slot, definition) -> sources.computeIfAbsent(definition.source(), none -> new ArrayList<>())
                .add(slot));
    }

    /// Joins to the customers `c`: of each source a row a customer.
    ///
    /// @param ofTouched SQL that ends a condition on `customer_id`
    public String joins(String ofTouched) {
        StringBuilder joins = new StringBuilder();
        sources.forEach((source, its) -> {
            List<String> columns = new ArrayList<>();
            its.forEach(slot -> columns.addAll(columns(slot)));
            joins.append("""
                    left join lateral (
                      select customer_id as owner_%1$s, %2$s from (%3$s) own group by customer_id
                    ) own_%1$s on own_%1$s.owner_%1$s = c.id
                    """.formatted(source.key(), String.join(",\n", columns), source.rows(ofTouched)));
        });
        return joins.toString();
    }

    /// What is selected of them, begun by a comma.
    public String columns() {
        StringBuilder columns = new StringBuilder();
        sources.keySet().forEach(source -> columns.append(", own_%s.*".formatted(source.key())));
        return columns.toString();
    }

    /// The values as an array by slot, null where a slot is free or a metric absent.
    public String array() {
        if (slots.isEmpty()) {
            return "'{}'::numeric[]";
        }
        List<String> elements = new ArrayList<>();
        for (int slot = 1; slot <= slots.lastKey(); slot++) {
            @Nullable Definition definition = slots.get(slot);
            if (definition == null) {
                elements.add("null");
            } else {
                String value = "trim_scale(round(u%d::numeric, 4))".formatted(slot);
                elements.add(
                        definition.aggregate().countsNothingAsZero()
                                ? "case when owner_%s is null then 0 else %s end"
                                        .formatted(definition.source().key(), value)
                                : value);
            }
        }
        return "array[%s]::numeric[]".formatted(String.join(", ", elements));
    }

    /// Dates at which the first of their facts leaves its window, begun by a comma each.
    public String changes() {
        StringBuilder changes = new StringBuilder();
        slots.forEach(
                (slot, definition) -> changes.append(definition.days() == 0 ? "" : ", u%d_change".formatted(slot)));
        return changes.toString();
    }

    /// The values of the named places in these parts.
    public Map<String, Object> values(LocalDate businessDate, ZoneId zone) {
        Map<String, Object> all = new HashMap<>(values);
        slots.forEach((slot, definition) -> {
            if (definition.days() > 0) {
                all.put(
                        "u%d_start".formatted(slot),
                        businessDate
                                .minusDays(definition.days() - 1L)
                                .atStartOfDay(zone)
                                .toInstant());
            }
        });
        return all;
    }

    private List<String> columns(int slot) {
        Definition definition = Objects.requireNonNull(slots.get(slot));
        List<String> conditions = new ArrayList<>();
        List<String> ofMoney = new ArrayList<>();
        if (definition.days() > 0) {
            conditions.add("dated_at >= :u%d_start".formatted(slot));
        }
        for (int i = 0; i < definition.filter().size(); i++) {
            FilterCondition condition = definition.filter().get(i);
            (comparesMoney(definition.source(), condition) ? ofMoney : conditions)
                    .add(condition("u%d_f%d".formatted(slot, i), condition));
        }
        String others = and(conditions);
        String matches = ofMoney.isEmpty() ? others : others + " and " + and(ofMoney);
        String mayMatch = ofMoney.isEmpty() ? others : "%s and (%s) is not false".formatted(others, and(ofMoney));
        MetricSource.@Nullable Field field = definition.field();
        String value = definition.aggregate().sql(field == null ? "" : field.sql(), matches);
        @Nullable String amount = field != null && field.money() ? field.sql() : null;
        if (amount != null || !ofMoney.isEmpty()) {
            // A number that leaves an amount out because nobody knows it would be wrong without showing it.
            value = "case when count(*) filter (where %s) = count(%s) filter (where %s) then %s end"
                    .formatted(mayMatch, amount == null ? "*" : amount, matches, value);
        }
        List<String> columns = new ArrayList<>();
        columns.add("%s as u%d".formatted(value, slot));
        if (definition.days() > 0) {
            columns.add("(min(dated_at) filter (where %s) at time zone :zone)::date + %d as u%d_change"
                    .formatted(mayMatch, definition.days(), slot));
        }
        return columns;
    }

    private static String and(List<String> conditions) {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /// Whether nobody can tell if a row meets the condition that has no such amount.
    private static boolean comparesMoney(MetricSource source, FilterCondition condition) {
        return condition.present() == null
                && source.field(String.valueOf(condition.field())).orElseThrow().money();
    }

    private String condition(String place, FilterCondition condition) {
        String field = "\"" + condition.field() + "\"";
        if (condition.present() != null) {
            return field + (condition.present() ? " is not null" : " is null");
        }
        if (condition.in() != null) {
            return "%s = any (:%s::text[])".formatted(field, texts(place, condition.in()));
        }
        if (condition.notIn() != null) {
            return "(%1$s is null or %1$s <> all (:%2$s::text[]))".formatted(field, texts(place, condition.notIn()));
        }
        if (condition.is() != null) {
            var is = condition.is();
            values.put(place, is.isNumber() ? is.decimalValue() : is.isBoolean() ? is.booleanValue() : is.textValue());
            return "%s = :%s".formatted(field, place);
        }
        return comparison(field, ">", place, condition.over())
                + comparison(field, ">=", place, condition.atLeast())
                + comparison(field, "<", place, condition.under())
                + comparison(field, "<=", place, condition.atMost());
    }

    private String comparison(String field, String operator, String place, @Nullable Object bound) {
        if (bound == null) {
            return "";
        }
        values.put(place, bound);
        return "%s %s :%s".formatted(field, operator, place);
    }

    private String texts(String place, Collection<@Nullable String> texts) {
        values.put(place, texts.toArray(String[]::new));
        return place;
    }
}
