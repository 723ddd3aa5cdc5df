package io.fenji.scoring.override;

import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.KnownCustomers;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierClock;
import io.fenji.scoring.tier.TierLock;
import io.fenji.scoring.tier.TierRefresh;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives and takes back tiers; the customer is evaluated anew in the same transaction.
@ApplicationScoped
class Overrides {
    private static final int LAST_YEAR = 9999;
    private static final int MOST_YEARS_BACK = 10;

    private final Database database;
    private final SchemeVersions schemes;
    private final TierRefresh tiers;
    private final Dependents dependents;
    private final Backdating backdating;
    private final BusinessClock clock;

    Overrides(
            Database database,
            SchemeVersions schemes,
            TierRefresh tiers,
            Dependents dependents,
            Backdating backdating,
            BusinessClock clock) {
        this.database = database;
        this.schemes = schemes;
        this.tiers = tiers;
        this.dependents = dependents;
        this.backdating = backdating;
        this.clock = clock;
    }

    /// @throws ProblemException 409 when the customer has an override in the scheme, 422 when something is not there
    TierOverride give(OverrideRequest request) {
        // In the transaction of the idempotency key.
        return database.call(c -> {
            TierLock.takeSoon(c);
            UUID customerId = customer(c, request.customer());
            Optional<InForce> inForce = InForce.of(c, request.scheme());
            check(c, request, inForce);
            OverrideStore.inForce(c, customerId, request.scheme()).ifPresent(other -> {
                throw new ProblemException(
                        ScoringProblem.OVERRIDE_EXISTS,
                        "Customer %s has an override in '%s' already; revoke %s first"
                                .formatted(customerId, request.scheme(), other.id()));
            });
            Instant now = TierClock.now(c);
            TierOverride given = OverrideStore.insert(c, customerId, request, now);
            inForce.ifPresent(by -> {
                evaluate(c, by, customerId, now);
                backdating.correct(c, by, given, now);
            });
            return given;
        });
    }

    /// @throws ProblemException 404 when there is no such override, 412 and 428 as for every change
    void revoke(UUID id, @Nullable String ifMatch) {
        database.transaction(c -> {
            TierLock.takeSoon(c);
            TierOverride found = OverrideStore.find(c, id).orElseThrow(() -> missing(id));
            EntityTags.requireMatch(ifMatch, found.revision());
            if (found.isInForce()) {
                Instant now = TierClock.now(c);
                OverrideStore.revoke(c, id, now);
                InForce.of(c, found.scheme()).ifPresent(by -> evaluate(c, by, found.customerId(), now));
            }
            return true;
        });
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound("There is no override %s".formatted(id));
    }

    private void evaluate(Connection connection, InForce inForce, UUID customerId, Instant now) {
        Scheme scheme = schemes.get(connection, inForce.version());
        long before = Dependents.mark(connection);
        tiers.write(
                connection,
                inForce,
                scheme,
                CustomerLoader.one(connection, scheme, customerId),
                false,
                now,
                Origin.Cause.OVERRIDE);
        dependents.follow(connection, scheme.key(), before, false, now);
    }

    private static UUID customer(Connection connection, OverrideRequest.CustomerReference reference) {
        UUID id = reference.id();
        OverrideRequest.Key key = reference.key();
        if ((id == null) == (key == null)) {
            throw ProblemException.at(
                    ScoringProblem.OVERRIDE_INVALID,
                    "/customer",
                    "ONE_OF_BOTH",
                    "A customer is named by exactly one of 'id' and 'key'");
        }
        Optional<UUID> found = key == null
                ? Optional.ofNullable(id).filter(given -> KnownCustomers.has(connection, given))
                : KnownCustomers.byKey(connection, key.source(), key.key());
        return found.orElseThrow(() -> ProblemException.at(
                ScoringProblem.UNKNOWN_CUSTOMER, "/customer", "UNKNOWN_CUSTOMER", "There is no such customer here"));
    }

    private void check(Connection connection, OverrideRequest request, Optional<InForce> inForce) {
        Scheme scheme = schemes.get(
                connection,
                inForce.map(InForce::version).orElseGet(() -> SchemeStore.requireActive(connection, request.scheme())));
        boolean bounds = request.floor() != null || request.ceiling() != null;
        if ((request.tier() != null) == bounds) {
            throw invalid("", "ONE_OF_BOTH", "Either 'tier' is given, or 'floor' or 'ceiling' or both of these");
        }
        index(scheme, "/tier", request.tier());
        int floor = index(scheme, "/floor", request.floor());
        int ceiling = index(scheme, "/ceiling", request.ceiling());
        if (floor >= 0 && ceiling > floor) {
            throw invalid("/ceiling", "CEILING_BELOW_FLOOR", "The ceiling is a lower tier than the floor");
        }
        LocalDate today = MetricCopy.state(connection).businessDateOr(clock.today());
        @Nullable LocalDate from = request.effectiveFrom();
        if (from != null && (from.isAfter(today) || from.isBefore(today.minusYears(MOST_YEARS_BACK)))) {
            throw invalid(
                    "/effectiveFrom",
                    "OUT_OF_RANGE",
                    "The business date is %s: it can begin then, or up to %d years before"
                            .formatted(today, MOST_YEARS_BACK));
        }
        if (request.expiresOn() != null && request.expiresOn().getYear() > LAST_YEAR) {
            throw invalid("/expiresOn", "OUT_OF_RANGE", "A date is before the year 10000");
        }
        if (request.expiresOn() != null && !request.expiresOn().isAfter(today)) {
            throw invalid("/expiresOn", "EXPIRED", "The business date is %s: this would never hold".formatted(today));
        }
    }

    private static int index(Scheme scheme, String pointer, @Nullable String tier) {
        if (tier == null) {
            return -1;
        }
        int index = scheme.tierIndex(tier);
        if (index < 0) {
            throw invalid(pointer, "UNKNOWN_TIER", "'%s' has no tier '%s'".formatted(scheme.key(), tier));
        }
        return index;
    }

    private static ProblemException invalid(String pointer, String code, String detail) {
        return ProblemException.at(ScoringProblem.OVERRIDE_INVALID, pointer, code, detail);
    }
}
