package io.fenji.customer.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.mapping.ImportType;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The quality report and its refresh.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QualityResource {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final QualityReader reader;
    private final OperationStarts starts;
    private final BusinessClock clock;
    private final ObjectMapper json;

    QualityResource(QualityReader reader, OperationStarts starts, BusinessClock clock, ObjectMapper json) {
        this.reader = reader;
        this.starts = starts;
        this.clock = clock;
        this.json = json;
    }

    @GET
    @Path("/quality")
    public Quality read(
            @QueryParam("source") @Nullable String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        if (entity != null
                && Arrays.stream(ImportType.values())
                        .noneMatch(type -> type.key().equals(entity))) {
            throw invalid(
                    "entity",
                    "INVALID_VALUE",
                    "must be one of "
                            + Arrays.stream(ImportType.values())
                                    .map(ImportType::key)
                                    .toList());
        }
        @Nullable LocalDate first = date("from", from);
        @Nullable LocalDate last = date("to", to);
        LocalDate end = last == null ? clock.today() : last;
        LocalDate begin = first == null ? end.minusDays(USUAL_DAYS) : first;
        if (begin.isAfter(end) || begin.isBefore(end.minusDays(MOST_DAYS))) {
            throw invalid(
                    "from",
                    "OUT_OF_RANGE",
                    "must be at most %d days before 'to' and not after it".formatted(MOST_DAYS));
        }
        return reader.read(new QualityReader.Filter(source, entity, begin, end));
    }

    @POST
    @Path("/quality:refresh")
    public Response refresh(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return starts.run(
                "POST /v1/quality:refresh",
                idempotencyKey,
                "",
                (connection, operations) -> QualityRefreshOperation.submit(connection, operations, json));
    }

    private static @Nullable LocalDate date(String name, @Nullable String text) {
        try {
            LocalDate date = text == null ? null : LocalDate.parse(text);
            if (date != null && (date.getYear() < 1900 || date.getYear() > 2199)) {
                throw new DateTimeException("out of range");
            }
            return date;
        } catch (DateTimeException noDate) {
            throw invalid(name, "INVALID_VALUE", "must be a date between 1900-01-01 and 2199-12-31");
        }
    }

    private static ProblemException invalid(String name, String code, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, name, code, name + " " + detail);
    }
}
