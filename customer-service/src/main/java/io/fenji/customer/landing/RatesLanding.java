package io.fenji.customer.landing;

import io.fenji.customer.rate.RateChange;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Exchange rates; of several rows of a currency and date the last counts. Orders follow in the same transaction.
final class RatesLanding implements Landing {
    private final RateChange change;
    private final String baseCurrency;

    RatesLanding(RateChange change, String baseCurrency) {
        this.change = change;
        this.baseCurrency = baseCurrency;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("checking");
        Sql.update(
                connection,
                "update staged set code = ?, reason = %s where code is null and currency = ?"
                        .formatted(Reason.sql("INVALID_CODE.base", "currency")),
                Refusal.INVALID_CODE.name(),
                baseCurrency);
        phases.begin("landing");
        Sql.execute(connection, """
                create temporary table staged_rates on commit drop as
                select distinct on (currency, effective_on) currency, effective_on, trim_scale(rate) as rate
                from staged where code is null order by currency, effective_on, line desc""");
        long resources = Sql.only(connection, "select count(*) from staged_rates", row -> row.getLong(1));
        SortedMap<String, SortedSet<LocalDate>> created = written(connection, """
                insert into exchange_rates (id, currency, effective_on, rate)
                select uuidv7(), s.currency, s.effective_on, s.rate from staged_rates s
                where not exists (select from exchange_rates r
                                  where r.currency = s.currency and r.effective_on = s.effective_on)
                returning currency, effective_on""");
        SortedMap<String, SortedSet<LocalDate>> updated = written(connection, """
                update exchange_rates r set rate = s.rate, version = r.version + 1, updated_at = now()
                from staged_rates s
                where r.currency = s.currency and r.effective_on = s.effective_on and r.rate <> s.rate
                returning r.currency, r.effective_on""");
        phases.begin("metrics");
        long news = count(created);
        long changes = count(updated);
        updated.forEach((currency, dates) ->
                created.computeIfAbsent(currency, key -> new TreeSet<>()).addAll(dates));
        created.forEach((currency, dates) -> change.apply(connection, currency, dates));
        return new Result(resources, news, changes, 0, 0, change.finish(connection));
    }

    private static SortedMap<String, SortedSet<LocalDate>> written(Connection connection, String sql) {
        SortedMap<String, SortedSet<LocalDate>> written = new TreeMap<>();
        Sql.each(
                connection,
                0,
                sql,
                row -> written.computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                        .add(row.getObject(2, LocalDate.class)));
        return written;
    }

    private static long count(SortedMap<String, SortedSet<LocalDate>> rates) {
        return rates.values().stream().mapToLong(Collection::size).sum();
    }
}
