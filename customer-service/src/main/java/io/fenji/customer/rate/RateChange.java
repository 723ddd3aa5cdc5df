package io.fenji.customer.rate;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedSet;

/// What follows for orders and metrics when rates change. Its caller holds [MetricRefresh#lockAlone].
@ApplicationScoped
public class RateChange {
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final RateRepository repository;
    private final MetricRefresh refresh;
    private final ZoneId zone;

    RateChange(RateRepository repository, MetricRefresh refresh, BusinessClock clock) {
        this.repository = repository;
        this.refresh = refresh;
        this.zone = clock.zone();
    }

    /// Gives the currency's orders the rates that count now; only those whose rate differs are written.
    ///
    /// Assets are worth what the rate at the base's date says, and change again at the next later rate: where
    /// all of that is as before, nobody is touched for them.
    ///
    /// @param dates of the rates that changed; orders before the first and after the last ones' reach stay unread
    public void apply(Connection connection, String currency, SortedSet<LocalDate> dates) {
        LocalDate end = repository.next(connection, currency, dates.last()).orElse(FOREVER);
        Sql.execute(
                connection,
                "create temporary table if not exists touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(connection, """
                with converted as (
                  update orders o set rate = n.rate, gross = round(o.own_gross * n.rate, 4),
                    returned = round(o.own_returned * n.rate, 4), discount = round(o.own_discount * n.rate, 4),
                    cost = round(o.own_cost * n.rate, 4), version = o.version + 1, updated_at = now()
                  from (select f.customer_id, f.id,
                               (select r.rate from exchange_rates r
                                where r.currency = f.currency
                                  and r.effective_on <= (f.ordered_at at time zone ?::text)::date
                                order by r.effective_on desc limit 1) as rate
                        from orders f
                        where f.currency = ? and f.own_gross is not null and f.ordered_at >= ? and f.ordered_at < ?) n
                  where o.customer_id = n.customer_id and o.id = n.id and o.rate is distinct from n.rate
                  returning o.customer_id)
                insert into touched_customers
                select customer_id from converted
                union select id from customers
                where assets_currency = ? and (select business_date from metric_state) < ?""", zone.getId(), currency, begin(dates.first()), begin(end), currency, end);
    }

    /// Ends a transaction with changes.
    ///
    /// @return metric vectors that changed
    public long finish(Connection connection) {
        Sql.execute(
                connection,
                "create temporary table if not exists touched_customers (customer_id uuid not null) on commit drop");
        Sql.execute(connection, "analyze touched_customers");
        return refresh.refreshTouched(connection);
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
