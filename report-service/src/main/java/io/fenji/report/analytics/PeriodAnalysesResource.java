package io.fenji.report.analytics;

import io.fenji.report.analytics.PeriodParameters.Period;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Analyses of what happened between two days.
@Path("/v1/analytics")
@Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV})
@RunOnVirtualThread
public class PeriodAnalysesResource {
    private static final int QUARTER = 90;
    private static final int YEAR = 365;

    private final Analytics analytics;

    PeriodAnalysesResource(Analytics analytics) {
        this.analytics = analytics;
    }

    /// An analysis of a time.
    @FunctionalInterface
    private interface Analysis<T> {
        T read(Question question, Period period) throws SQLException;
    }

    private <T extends Rows> Response answer(
            PeriodParameters parameters, String what, Class<T> type, HttpHeaders headers, Analysis<T> analysis) {
        return AnswerFormat.of(
                analytics.answer(
                        parameters.common(),
                        "%s %s %s".formatted(what, parameters.from(), parameters.to()),
                        type,
                        question -> analysis.read(question, parameters.period(question.today()))),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/tier-history")
    public Response tierHistory(
            @BeanParam PeriodParameters parameters,
            @QueryParam("every") @Nullable String every,
            @Context HttpHeaders headers) {
        String step = Parameters.oneOf("every", every, "month", TierHistory.STEPS);
        return answer(
                parameters,
                "tier-history " + step,
                TierHistory.class,
                headers,
                (question, period) -> TierHistory.read(question, period.from(), period.to(), step));
    }

    @GET
    @Path("/migration")
    public Response migration(
            @BeanParam PeriodParameters parameters,
            @QueryParam("every") @Nullable String every,
            @Context HttpHeaders headers) {
        String step = Parameters.oneOf("every", every, "month", MigrationAnalysis.PERIODS);
        return answer(
                parameters,
                "migration " + step,
                MigrationAnalysis.class,
                headers,
                (question, period) -> MigrationAnalysis.read(question, period.from(), period.to(), step));
    }

    @GET
    @Path("/retention")
    public Response retention(
            @BeanParam PeriodParameters parameters,
            @QueryParam("every") @Nullable String every,
            @Context HttpHeaders headers) {
        String step = Parameters.oneOf("every", every, "quarter", RetentionAnalysis.PERIODS);
        return answer(
                parameters,
                "retention " + step,
                RetentionAnalysis.class,
                headers,
                (question, period) -> RetentionAnalysis.read(question, period.from(), period.to(), step));
    }

    @GET
    @Path("/tier-change-effect")
    public Response tierChangeEffect(
            @BeanParam PeriodParameters parameters,
            @QueryParam("days") @Nullable String days,
            @Context HttpHeaders headers) {
        int window = Parameters.number("days", days, QUARTER, 1, YEAR);
        return answer(
                parameters,
                "tier-change-effect " + window,
                ChangeEffectAnalysis.class,
                headers,
                (question, period) -> ChangeEffectAnalysis.read(question, period.from(), period.to(), window));
    }
}
