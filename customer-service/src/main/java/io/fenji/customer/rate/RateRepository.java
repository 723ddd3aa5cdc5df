package io.fenji.customer.rate;

import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rates by SQL.
@ApplicationScoped
class RateRepository {
    private static final String COLUMNS = "id, currency, effective_on, rate, created_at, updated_at, version";

    Optional<ExchangeRate> find(Connection connection, String currency, LocalDate date) {
        return Sql.first(
                connection,
                "select %s from exchange_rates where currency = ? and effective_on = ?".formatted(COLUMNS),
                RateRepository::rate,
                currency,
                date);
    }

    List<ExchangeRate> list(Connection connection, RateFilter filter, @Nullable UUID after, int limit) {
        return Sql.list(
                connection,
                """
                select %s from exchange_rates
                where (?::text is null or currency = ?) and (?::date is null or effective_on >= ?::date)
                  and (?::date is null or effective_on <= ?::date) and (?::uuid is null or id > ?::uuid)
                order by id limit ?""".formatted(COLUMNS),
                RateRepository::rate,
                filter.currency(),
                filter.currency(),
                filter.from(),
                filter.from(),
                filter.to(),
                filter.to(),
                after,
                after,
                limit);
    }

    ExchangeRate put(Connection connection, String currency, LocalDate date, BigDecimal rate, Instant now) {
        return Sql.only(connection, """
                insert into exchange_rates as r (id, currency, effective_on, rate, created_at, updated_at)
                values (uuidv7(), ?, ?, ?, ?, ?)
                on conflict (currency, effective_on) do update
                  set rate = excluded.rate, version = r.version + 1, updated_at = excluded.updated_at
                returning %s""".formatted(COLUMNS), RateRepository::rate, currency, date, rate, now, now);
    }

    void delete(Connection connection, ExchangeRate rate) {
        Sql.update(connection, "delete from exchange_rates where id = ?", rate.id());
    }

    /// When the currency's next rate begins to count.
    Optional<LocalDate> next(Connection connection, String currency, LocalDate after) {
        return Sql.first(connection, """
                select effective_on from exchange_rates where currency = ? and effective_on > ?
                order by effective_on limit 1""", row -> row.getObject(1, LocalDate.class), currency, after);
    }

    private static ExchangeRate rate(ResultSet row) throws SQLException {
        return new ExchangeRate(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getBigDecimal(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getLong(7));
    }
}
