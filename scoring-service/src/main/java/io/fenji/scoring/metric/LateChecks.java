package io.fenji.scoring.metric;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.kit.sql.Sql;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Vectors as they were known the day before they changed, to be compared with what is known of that day afterwards.
public final class LateChecks {
    private LateChecks() {}

    /// A customer to be checked.
    ///
    /// @param asOf the day
    /// @param known the vector of that day as it was known, in units of 0.0001
    /// @param changes tells whether others have come meanwhile
    public record Check(UUID customerId, LocalDate asOf, Map<String, Long> known, int changes) {}

    /// Notes the vectors that the page in hand is about to replace. Only the first of a day is: those after it stand on
    /// facts of the day itself.
    ///
    /// @param most how many may wait; beyond that nothing is noted
    static void note(Connection connection, int most) {
        Sql.update(connection, """
                update late_checks l set pending = true, changes = changes + 1
                from page_vectors p where l.customer_id = p.customer_id and l.as_of = p.business_date - 1""");
        Sql.update(connection, """
                insert into late_checks (customer_id, as_of, values, values_date)
                select m.customer_id, p.business_date - 1, m.values, m.business_date
                from page_vectors p join customer_metrics m on m.customer_id = p.customer_id
                where m.business_date < p.business_date
                  and (select count(*) from (select from late_checks where pending limit ?) waiting) < ?
                on conflict do nothing""", most, most);
    }

    /// Takes some that nobody else works on, for two minutes.
    public static List<Check> claim(Connection connection, int most) {
        MetricNames names = MetricNames.read(connection);
        Map<Integer, String> keys = names.keys();
        return Sql.list(
                connection,
                """
                update late_checks set lease_until = now() + interval '2 minutes'
                where (customer_id, as_of) in (
                  select customer_id, as_of from late_checks
                  where pending and (lease_until is null or lease_until < now())
                  order by as_of, customer_id limit ? for update skip locked)
                returning customer_id, as_of, values, values_date, changes""",
                row -> {
                    LocalDate asOf = row.getObject(2, LocalDate.class);
                    long days = ChronoUnit.DAYS.between(row.getObject(4, LocalDate.class), asOf);
                    Map<String, Long> known = new HashMap<>();
                    LongBuffer values = ByteBuffer.wrap(row.getBytes(3)).asLongBuffer();
                    for (int i = 0; i < values.limit(); i++) {
                        long value = values.get(i);
                        @Nullable String key = keys.get(i + 1);
                        if (value != MetricColumn.ABSENT && key != null) {
                            known.put(key, names.isDaily(key) ? Math.max(0, value + days * Fixed.ONE) : value);
                        }
                    }
                    return new Check(row.getObject(1, UUID.class), asOf, known, row.getInt(5));
                },
                most);
    }

    /// Ends a check; it begins again when a vector has come meanwhile.
    ///
    /// @param known what is known of the day now
    public static void done(Connection connection, Check check, Map<String, Long> known) {
        Sql.update(
                connection,
                """
                update late_checks set values = ?, values_date = as_of, pending = changes <> ?, lease_until = null
                where customer_id = ? and as_of = ?""",
                MetricNames.read(connection).packed(known),
                check.changes(),
                check.customerId(),
                check.asOf());
    }

    /// Drops what is of no use any more: checks that are done, of days before the last, and those that have waited too
    /// long.
    public static void clean(Connection connection, LocalDate today, int days) {
        Sql.update(
                connection,
                "delete from late_checks where as_of < ?::date - 1 and not pending or as_of < ?::date - ?",
                today,
                today,
                days);
    }

    public static void drop(Connection connection, UUID customerId) {
        Sql.update(connection, "delete from late_checks where customer_id = ?", customerId);
    }
}
