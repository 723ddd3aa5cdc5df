package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Asks customer-service for metrics of days that have passed.
@ApplicationScoped
public class PastMetrics {
    private static final ObjectMapper LENIENT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    /// The customer is gone, merged or not to be processed.
    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private final PastMetricsClient client;

    PastMetrics(@RestClient PastMetricsClient client) {
        this.client = client;
    }

    /// A customer's metrics of a day.
    ///
    /// @param values in units of 0.0001
    /// @param computedAt what was known then is in
    public record Day(Map<String, Long> values, Instant computedAt) {}

    /// The metrics of a day; empty when customer-service does not have the customer.
    ///
    /// @throws AwayException when there is no answer
    public Optional<Day> read(UUID customerId, LocalDate asOf) {
        try (InputStream in = client.metrics(customerId, asOf)) {
            JsonNode answer = LENIENT.readTree(in);
            return Optional.of(new Day(
                    MetricVector.metrics(answer.path("metrics")),
                    Instant.parse(answer.path("computedAt").asText())));
        } catch (WebApplicationException refused) {
            if (NOT_THERE.contains(refused.getResponse().getStatus())) {
                return Optional.empty();
            }
            throw new AwayException(refused);
        } catch (ProcessingException | IOException | DateTimeParseException away) {
            throw new AwayException(away);
        }
    }

    /// customer-service does not answer, or not as its contract says.
    public static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwayException(Exception cause) {
            super(cause);
        }
    }
}
