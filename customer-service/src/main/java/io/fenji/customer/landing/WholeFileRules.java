package io.fenji.customer.landing;

import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// Cleaning rules that a row alone does not tell, where they refuse. Where they only flag, the quality
/// refresh finds the rows.
final class WholeFileRules {
    /// What makes a line the same as another of its order, as the quality refresh sees it.
    private static final List<Field> OF_LINE =
            List.of(Field.ORDER_KEY, Field.PRODUCT_KEY, Field.QUANTITY, Field.UNIT_PRICE, Field.DISCOUNT);

    private WholeFileRules() {}

    private static String content(Mapping mapping) {
        return OF_LINE.stream().filter(mapping::fills).map(Field::column).collect(Collectors.joining(", "));
    }

    static void refuse(Connection connection, Mapping mapping, RuleBook rules) {
        if (mapping.type() != ImportType.ORDERS) {
            return;
        }
        if (rules.rejects(RuleKind.EXACT_REPEAT)) {
            Sql.update(
                    connection, """
                    update staged s set code = 'EXACT_REPEAT', reason = %s
                    from (select line, row_number() over (partition by %s order by line) as nth
                          from staged where code is null) d
                    where d.line = s.line and d.nth > 1""".formatted(Reason.sql("EXACT_REPEAT", "left(s.order_key, 60)"), content(mapping)));
        }
        if (rules.rejects(RuleKind.ORPHAN_RETURN) && mapping.fills(Field.RETURNS_ORDER_KEY)) {
            Sql.update(
                    connection,
                    """
                    update staged s set code = 'ORPHAN_RETURN', reason = %s
                    where s.code is null and s.returns_key is not null
                      and not exists (select from order_keys k where k.source = ? and k.key = s.returns_key)
                      and not exists (select from staged o where o.order_key = s.returns_key and o.code is null)""".formatted(Reason.sql("ORPHAN_RETURN", "left(s.returns_key, 60)")),
                    mapping.source());
        }
    }
}
