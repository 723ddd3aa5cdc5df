package io.fenji.scoring.valuation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.value.Seasonality;
import io.fenji.kit.ndjson.CutStreamException;
import io.fenji.kit.ndjson.NdjsonReader;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Asks customer-service for the purchases of the whole base.
@ApplicationScoped
public class Purchases {
    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final int REPORT_EVERY = 20_000;

    private final PurchasesClient client;

    Purchases(@RestClient PurchasesClient client) {
        this.client = client;
    }

    /// Everyone with a purchase day.
    ///
    /// @param holdoutUntil the last day of the part held out; null for none
    /// @param progress is told the customers read, now and then
    /// @throws ProblemException 503 when customer-service does not answer, or breaks off
    public PurchaseColumns summaries(LocalDate until, @Nullable LocalDate holdoutUntil, LongConsumer progress) {
        try (InputStream in = client.summaries(until, holdoutUntil)) {
            PurchaseColumns columns = new PurchaseColumns();
            long[] count = {0};
            NdjsonReader.read(in, LENIENT, line -> {
                columns.add(line);
                if (++count[0] % REPORT_EVERY == 0) {
                    progress.accept(count[0]);
                }
            });
            return columns;
        } catch (WebApplicationException | ProcessingException | IOException | CutStreamException away) {
            throw away(away);
        }
    }

    /// How busy each month of the year is: of the complete months, without the first one of all.
    Seasonality seasonality(LocalDate until) {
        try (InputStream in = client.months(until)) {
            JsonNode months = LENIENT.readTree(in).path("months");
            if (months.size() < 2) {
                return Seasonality.NONE;
            }
            boolean ends = YearMonth.from(until).atEndOfMonth().equals(until);
            long[] days = StreamSupport.stream(months.spliterator(), false)
                    .limit(ends ? months.size() : months.size() - 1L)
                    .skip(1)
                    .mapToLong(month -> month.path("purchaseDays").asLong())
                    .toArray();
            return Seasonality.estimate(
                    YearMonth.parse(months.path(1).path("month").asText()), days);
        } catch (WebApplicationException | ProcessingException | IOException | DateTimeException away) {
            throw away(away);
        }
    }

    private static ProblemException away(Exception cause) {
        return new ProblemException(
                CommonProblem.SERVICE_UNAVAILABLE,
                "customer-service does not give the purchases of the base; try again later",
                List.of(),
                cause);
    }
}
