package io.fenji.customer.rate;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.write.BatchResult;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Exchange rates. A write excludes all others while it lasts: orders and customers that are being written would take
/// the rate that it changes. The orders and metrics that follow from it change in its transaction.
@ApplicationScoped
public class Rates {
    /// What a put did.
    record Put(ExchangeRate rate, boolean created) {}

    private record Place(String currency, LocalDate date) {}

    private final RateRepository repository;
    private final RateChange change;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;

    Rates(
            RateRepository repository,
            RateChange change,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency) {
        this.repository = repository;
        this.change = change;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    ExchangeRate get(String currency, LocalDate date) {
        return database.call(connection -> found(connection, currency, date));
    }

    List<ExchangeRate> list(RateFilter filter, @Nullable UUID after, int limit) {
        return database.call(connection -> repository.list(connection, filter, after, limit));
    }

    /// Creates or replaces a rate.
    ///
    /// @param ifMatch checked when given
    Put put(RateRequest.Dated request, @Nullable String ifMatch) {
        Checks checks = new Checks();
        request.check(checks, "", baseCurrency);
        checks.complete();
        return database.transaction(connection -> {
            refresh.lockAlone(connection);
            @Nullable
            ExchangeRate known = repository
                    .find(connection, request.currency(), request.date())
                    .orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            if (known != null && known.rate().compareTo(request.exact()) == 0) {
                return new Put(known, false);
            }
            ExchangeRate written = put(connection, request);
            change.apply(connection, request.currency(), new TreeSet<>(Set.of(request.date())));
            change.finish(connection);
            return new Put(written, known == null);
        });
    }

    /// Deletes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    void delete(String currency, LocalDate date, @Nullable String ifMatch) {
        database.transaction(connection -> {
            refresh.lockAlone(connection);
            ExchangeRate known = found(connection, currency, date);
            EntityTags.requireMatch(ifMatch, known.version());
            repository.delete(connection, known);
            change.apply(connection, currency, new TreeSet<>(Set.of(date)));
            change.finish(connection);
            return known;
        });
    }

    /// Creates or replaces many rates together.
    BatchResult put(List<RateRequest.Dated> requests) {
        return database.transaction(connection -> {
            refresh.lockAlone(connection);
            Map<String, NavigableSet<LocalDate>> changed = new TreeMap<>();
            Set<Place> seen = new HashSet<>();
            List<BatchResult.Item> items = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                RateRequest.Dated request = requests.get(i);
                List<FieldError> errors = faults(request, "/items/" + i, seen);
                items.add(errors.isEmpty() ? item(connection, request, changed) : BatchResult.Item.rejected(errors));
            }
            changed.forEach((currency, dates) -> change.apply(connection, currency, dates));
            change.finish(connection);
            return BatchResult.of(items);
        });
    }

    private List<FieldError> faults(RateRequest.Dated request, String pointer, Set<Place> seen) {
        Checks checks = new Checks();
        request.check(checks, pointer, baseCurrency);
        checks.require(
                seen.add(new Place(request.currency(), request.date())),
                pointer + "/date",
                "DUPLICATE_KEY",
                "stands in the batch before");
        return checks.errors();
    }

    private BatchResult.Item item(
            Connection connection, RateRequest.Dated request, Map<String, NavigableSet<LocalDate>> changed) {
        Optional<ExchangeRate> known = repository.find(connection, request.currency(), request.date());
        if (known.isPresent() && known.get().rate().compareTo(request.exact()) == 0) {
            return BatchResult.Item.of(
                    BatchResult.Status.UNCHANGED, known.get().id(), known.get().version());
        }
        ExchangeRate written = put(connection, request);
        changed.computeIfAbsent(request.currency(), currency -> new TreeSet<>()).add(request.date());
        return BatchResult.Item.of(
                known.isPresent() ? BatchResult.Status.UPDATED : BatchResult.Status.CREATED,
                written.id(),
                written.version());
    }

    private ExchangeRate put(Connection connection, RateRequest.Dated request) {
        return repository.put(connection, request.currency(), request.date(), request.exact(), clock.now());
    }

    private ExchangeRate found(Connection connection, String currency, LocalDate date) {
        return repository
                .find(connection, currency, date)
                .orElseThrow(
                        () -> ProblemException.notFound("There is no rate of %s from %s on".formatted(currency, date)));
    }
}
