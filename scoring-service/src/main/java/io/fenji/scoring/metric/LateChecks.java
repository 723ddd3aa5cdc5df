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
    private static final int MOST_ATTEMPTS = 10;

    private LateChecks() {}

    /// A customer to be checked.
    ///
    /// @param asOf the day
    /// @param known the vector of that day as it was known, in units of 0.0001
    /// @param changes tells whether others have come meanwhile
    public record Check(UUID customerId, LocalDate asOf, Map<String, Long> known, int changes) {}

    /// Notes the vectors that the page in hand is about to replace, of customers who have tiers. Only
    /// the first of a day is: those after it stand on facts of the day itself.
    ///
    /// Most vectors that the change of day brings have no late fact in them. They are looked at after
    /// the others and have room of their own, so they keep nobody else out.
    ///
    /// @param most how many of either may wait
    /// @return how many more there were, which nobody will look at
    static long note(Connection connection, int most) {
        Sql.update(connection, """
                update late_checks l set pending = true, changes = changes + 1,
                  day_change = l.day_change and p.business_date > coalesce(c.business_date, p.business_date)
                from page_vectors p, metric_copy c
                where l.customer_id = p.customer_id and l.as_of = p.business_date - 1""");
        return Sql.only(connection, """
                with candidates as (
                  select m.customer_id, p.business_date - 1 as as_of, m.values, m.business_date as values_date,
                    p.business_date > coalesce(c.business_date, p.business_date) as day_change
                  from page_vectors p join customer_metrics m on m.customer_id = p.customer_id cross join metric_copy c
                  where m.business_date < p.business_date
                    and exists (select from tiers t where t.customer_id = m.customer_id)
                    and not exists (
                      select from late_checks l where l.customer_id = m.customer_id and l.as_of = p.business_date - 1)),
                noted as (
                  insert into late_checks (customer_id, as_of, values, values_date, day_change)
                  select customer_id, as_of, values, values_date, day_change from (
                    select *, row_number() over (partition by day_change) as number from candidates) numbered
                  where number <= ? - case when day_change
                    then (select count(*) from (select from late_checks where pending and day_change limit ?) waiting)
                    else (select count(*) from (select from late_checks where pending and not day_change limit ?) waiting)
                    end
                  returning 1)
                select (select count(*) from candidates) - (select count(*) from noted)""", row -> row.getLong(1), most, most, most);
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
                  order by day_change, as_of, customer_id limit ? for update skip locked)
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
                update late_checks set values = ?, values_date = as_of, pending = changes <> ?, lease_until = null, attempts = 0
                where customer_id = ? and as_of = ?""",
                MetricNames.read(connection).packed(known),
                check.changes(),
                check.customerId(),
                check.asOf());
    }

    /// Puts off a check that has failed, each time twice as long, up to half a day. After ten times it
    /// is given up.
    ///
    /// @return whether it is given up
    public static boolean failed(Connection connection, Check check) {
        return Sql.first(connection, """
                        update late_checks set attempts = attempts + 1, pending = attempts + 1 < ?,
                          lease_until = now() + least(power(2, attempts) * interval '2 minutes', interval '12 hours')
                        where customer_id = ? and as_of = ? returning not pending""", row -> row.getBoolean(1), MOST_ATTEMPTS, check.customerId(), check.asOf())
                .orElse(false);
    }

    /// Lets others, or a later round, have a check that was not begun.
    public static void release(Connection connection, Check check) {
        Sql.update(
                connection,
                "update late_checks set lease_until = null where customer_id = ? and as_of = ?",
                check.customerId(),
                check.asOf());
    }

    /// Drops what is of no use any more: checks that are done, of days before the last, and those that have waited too
    /// long.
    ///
    /// @return how many had waited too long
    public static long clean(Connection connection, LocalDate today, int days) {
        Sql.update(connection, "delete from late_checks where as_of < ?::date - 1 and not pending", today);
        return Sql.update(connection, "delete from late_checks where as_of < ?::date - ?", today, days);
    }

    public static void drop(Connection connection, UUID customerId) {
        Sql.update(connection, "delete from late_checks where customer_id = ?", customerId);
    }
}
