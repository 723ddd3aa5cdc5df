package io.fenji.customer.landing;

import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// Cleaning rules that a row alone does not tell, where they refuse. Where they only flag, the quality
/// refresh finds the rows.
final class WholeFileRules {
    private WholeFileRules() {}

    static void refuse(Connection connection, Mapping mapping, RuleBook rules) {
        if (mapping.type() != ImportType.ORDERS) {
            return;
        }
        if (rules.rejects(RuleKind.EXACT_REPEAT)) {
            Sql.update(connection, """
                    update staged s set code = 'EXACT_REPEAT', reason = %s
                    from (select line, row_number() over (partition by order_key, hash order by line) as nth
                          from staged where code is null) d
                    where d.line = s.line and d.nth > 1""".formatted(Reason.sql("EXACT_REPEAT", "left(s.order_key, 60)")));
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
