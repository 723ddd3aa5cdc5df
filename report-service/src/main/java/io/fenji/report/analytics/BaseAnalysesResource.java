package io.fenji.report.analytics;

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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Analyses of the customers in a tier on a day.
@Path("/v1/analytics")
@Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV})
@RunOnVirtualThread
public class BaseAnalysesResource {
    private static final int YEAR = 365;
    private static final int LONGEST = 3660;

    private final Analytics analytics;

    BaseAnalysesResource(Analytics analytics) {
        this.analytics = analytics;
    }

    @GET
    @Path("/contribution")
    public Response contribution(@BeanParam AnalyticsParameters parameters, @Context HttpHeaders headers) {
        return AnswerFormat.of(
                analytics.answer(parameters, "contribution", ContributionAnalysis.class, ContributionAnalysis::read),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/rfm")
    public Response rfm(@BeanParam AnalyticsParameters parameters, @Context HttpHeaders headers) {
        return AnswerFormat.of(
                analytics.answer(parameters, "rfm", RfmAnalysis.class, RfmAnalysis::read),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/histograms")
    public Response histograms(
            @BeanParam AnalyticsParameters parameters,
            @QueryParam("of") @Nullable String of,
            @Context HttpHeaders headers) {
        String kind = Parameters.oneOf("of", of, "value", HistogramAnalysis.KINDS);
        return AnswerFormat.of(
                analytics.answer(
                        parameters,
                        "histograms " + kind,
                        HistogramAnalysis.class,
                        question -> HistogramAnalysis.read(question, kind)),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/breakdown")
    public Response breakdown(
            @BeanParam AnalyticsParameters parameters,
            @QueryParam("by") @Nullable String by,
            @Context HttpHeaders headers) {
        String attribute = Parameters.oneOf("by", by, "province", BreakdownAnalysis.attributes());
        return AnswerFormat.of(
                analytics.answer(
                        parameters,
                        "breakdown " + attribute,
                        BreakdownAnalysis.class,
                        question -> BreakdownAnalysis.read(question, attribute)),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/affinity")
    public Response affinity(
            @BeanParam AnalyticsParameters parameters,
            @QueryParam("days") @Nullable String days,
            @Context HttpHeaders headers) {
        int window = Parameters.number("days", days, YEAR, 1, LONGEST);
        return AnswerFormat.of(
                analytics.answer(
                        parameters,
                        "affinity " + window,
                        AffinityAnalysis.class,
                        question -> AffinityAnalysis.read(question, window)),
                parameters.format(),
                headers);
    }

    @GET
    @Path("/next-category")
    public Response nextCategory(
            @BeanParam AnalyticsParameters parameters,
            @QueryParam("days") @Nullable String days,
            @QueryParam("tier") @Nullable String tier,
            @QueryParam("customer") @Nullable String customer,
            @Context HttpHeaders headers) {
        int window = Parameters.number("days", days, YEAR, 1, LONGEST);
        @Nullable UUID id = customer == null ? null : Parameters.id("customer", customer);
        if (id != null && tier != null) {
            throw Parameters.invalid("tier", "is not for one customer: ask by 'tier' or by 'customer'");
        }
        return AnswerFormat.of(
                analytics.answer(
                        parameters,
                        "next-category %d %s %s".formatted(window, id, tier),
                        NextCategoryAnalysis.class,
                        question -> NextCategoryAnalysis.read(question, window, rank(question, tier), id)),
                parameters.format(),
                headers);
    }

    private static int rank(Question question, @Nullable String tier) {
        if (tier == null) {
            return 0;
        }
        List<String> keys = List.of(question.tiers().keys());
        Parameters.oneOf("tier", tier, tier, keys);
        return keys.indexOf(tier) + 1;
    }
}
