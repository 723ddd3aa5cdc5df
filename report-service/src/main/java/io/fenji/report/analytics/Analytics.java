package io.fenji.report.analytics;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.fenji.report.analytics.Answer.About;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.mart.MartState;
import io.fenji.report.mart.SchemeShelf;
import io.fenji.report.upstream.SchemeNotActiveException;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Asks analyses of the right table and keeps what they said.
@ApplicationScoped
class Analytics {
    private static final String UNDEFINED_TABLE = "42P01";

    /// An analysis.
    @FunctionalInterface
    interface Analysis<T> {
        T read(Question question) throws SQLException;
    }

    private final SchemeShelf schemes;
    private final Bases bases;
    private final Database database;
    private final String currency;

    Analytics(
            SchemeShelf schemes,
            Bases bases,
            Database database,
            @ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String currency) {
        this.schemes = schemes;
        this.bases = bases;
        this.database = database;
        this.currency = currency;
    }

    /// Answers.
    ///
    /// @param what names the analysis with its own parameters
    /// @param type of what the analysis says
    <T> Answer<T> answer(AnalyticsParameters parameters, String what, Class<T> type, Analysis<T> analysis) {
        @Nullable String key = parameters.scheme();
        if (key == null || key.isBlank()) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "scheme", "REQUIRED", "Say which scheme: ?scheme=…");
        }
        int minGroup = Parameters.number("minGroup", parameters.minGroup(), 0, 0, 100_000);
        @Nullable LocalDate asOf = Parameters.date("asOf", parameters.asOf());
        SchemeView scheme = scheme(() -> schemes.view(key), key);
        String cached = what + " " + minGroup + " " + parameters.filters();
        try {
            return answer(scheme, asOf, cached, parameters.filters(), minGroup, type, analysis);
        } catch (SqlFailure failure) {
            if (UNDEFINED_TABLE.equals(failure.state())) {
                // The table was replaced between finding and reading it.
                return answer(scheme, asOf, cached, parameters.filters(), minGroup, type, analysis);
            }
            throw failure;
        }
    }

    private <T> Answer<T> answer(
            SchemeView scheme,
            @Nullable LocalDate asOf,
            String cached,
            Filters filters,
            int minGroup,
            Class<T> type,
            Analysis<T> analysis) {
        Base base = bases.find(scheme, asOf);
        Object figures = base.answer(
                cached,
                () -> database.transaction(c -> {
                    Sql.execute(
                            c,
                            "set transaction isolation level repeatable read, read only; set local work_mem = '64MB'");
                    return analysis.read(new Question(
                            c,
                            base.table(),
                            scheme,
                            base.tiers(),
                            filters,
                            base.asOf(),
                            base.today(),
                            minGroup,
                            currency));
                }));
        boolean past = base.asOf().isBefore(base.today());
        return new Answer<>(database.call(c -> about(c, scheme, past, base.asOf())), type.cast(figures));
    }

    private static About about(Connection connection, SchemeView scheme, boolean past, LocalDate asOf) {
        return new About(
                scheme.key(),
                scheme.version(),
                BaseTable.spendMetric(scheme, past),
                asOf,
                MartState.read(connection).metricsAsOf(),
                MartState.tiersAsOf(connection, scheme.key()),
                Freshness.read(connection));
    }

    static SchemeView scheme(Supplier<Optional<SchemeView>> asked, String key) {
        try {
            return asked.get().orElseThrow(() -> ProblemException.notFound("There is no scheme %s".formatted(key)));
        } catch (SchemeNotActiveException draft) {
            throw ProblemException.notFound("Scheme %s has no active version".formatted(key));
        } catch (UpstreamException away) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "scoring-service cannot be reached, and the mart does not know scheme %s".formatted(key),
                    List.of(),
                    away);
        }
    }
}
