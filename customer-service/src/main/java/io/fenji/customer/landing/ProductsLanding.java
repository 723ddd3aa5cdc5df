package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.product.ProductChange;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// Products: the file is the master of the fields that it maps; of several rows of a key the last counts.
final class ProductsLanding implements Landing {
    private static final List<Field> ATTRIBUTES =
            List.of(Field.PRODUCT_NAME, Field.CATEGORY, Field.UNIT_COST, Field.UNIT_PRICE);

    private final Mapping mapping;
    private final MetricRefresh refresh;
    private final String baseCurrency;

    ProductsLanding(Mapping mapping, MetricRefresh refresh, String baseCurrency) {
        this.mapping = mapping;
        this.refresh = refresh;
        this.baseCurrency = baseCurrency;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("landing");
        ProductChange.lockForChange(connection);
        String currency = mapping.fills(Field.CURRENCY) ? "coalesce(currency, ?)" : "?::text";
        Sql.update(
                connection,
                """
                create temporary table staged_products on commit drop as
                select distinct on (product_key) product_key, %s, %s as currency, uuidv7() as new_id
                from staged where code is null
                order by product_key, line desc""".formatted(
                                ATTRIBUTES.stream()
                                        .filter(mapping::fills)
                                        .map(Field::column)
                                        .collect(Collectors.joining(", ", "", ""))
                                        .transform(columns -> columns.isEmpty() ? "null as nothing" : columns),
                                currency),
                baseCurrency);
        Sql.execute(connection, "analyze staged_products");
        long resources = Sql.only(connection, "select count(*) from staged_products", row -> row.getLong(1));
        String targets = columns("", ", ");
        String values = values();
        ProductChange.prepare(connection);
        // Updates first: the rows that are inserted afterwards need none.
        long updated = Sql.only(
                connection,
                """
                with changed as (
                  update products p set (%1$s currency, version, updated_at) = row(%2$s s.currency, p.version + 1, now())
                  from staged_products s
                  where p.source = ? and p.key = s.product_key
                    and row(%3$s p.currency) is distinct from row(%2$s coalesce(s.currency, p.currency))
                  returning p.id, old.category is distinct from new.category as recategorised,
                    row(old.unit_cost, old.currency) is distinct from row(new.unit_cost, new.currency) as recosted
                ), touched as (
                  insert into touched_products select id, recategorised from changed where recategorised or recosted)
                select count(*) from changed""".formatted(targets, values, columns("p.", ", ")),
                row -> row.getLong(1),
                mapping.source());
        long created = Sql.update(connection, """
                insert into products (id, source, key, %1$s currency)
                select s.new_id, ?, s.product_key, %2$s s.currency from staged_products s
                order by s.product_key
                on conflict (source, key) do nothing""".formatted(targets, values), mapping.source());
        ProductChange.apply(connection);
        phases.begin("metrics");
        return new Result(resources, created, updated, 0, created, refresh.refreshTouched(connection));
    }

    private String columns(String prefix, String end) {
        return ATTRIBUTES.stream()
                .filter(mapping::fills)
                .map(field -> prefix + target(field) + end)
                .collect(Collectors.joining());
    }

    private String values() {
        return ATTRIBUTES.stream()
                .filter(mapping::fills)
                .map(field -> "s." + field.column() + ", ")
                .collect(Collectors.joining());
    }

    private static String target(Field field) {
        return field == Field.PRODUCT_NAME ? "name" : field.column();
    }
}
