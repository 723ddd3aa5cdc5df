package io.fenji.customer.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.cleaning.CleaningRule;
import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Severity;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads snapshots; nothing is counted here.
@ApplicationScoped
class QualityReader {
    private static final String CONDITION =
            " and (?::text is null or source = ?::text) and (?::text is null or entity = ?::text)";

    /// What is asked for; null filters nothing.
    record Filter(@Nullable String source, @Nullable String entity, LocalDate from, LocalDate to) {}

    private record Snapshot(LocalDate day, Instant computedAt) {}

    private record Measure(
            String entity, String source, String field, String rule, long rows, long hits, JsonNode details) {}

    private final Database database;
    private final CleaningRules rules;
    private final ObjectMapper json;

    QualityReader(Database database, CleaningRules rules, ObjectMapper json) {
        this.database = database;
        this.rules = rules;
        this.json = json;
    }

    Quality read(Filter filter) {
        Map<String, CleaningRule> known =
                rules.book().rules().stream().collect(Collectors.toMap(CleaningRule::code, Function.identity()));
        return database.transaction(connection -> {
            // One snapshot of the database for all of the answer.
            Sql.execute(connection, "set transaction isolation level repeatable read, read only");
            @Nullable Snapshot last = last(connection, filter).orElse(null);
            if (last == null) {
                return new Quality(null, null, List.of(), List.of(), List.of(), List.of());
            }
            return new Quality(
                    last.day(),
                    last.computedAt(),
                    measures(connection, last, QualityMeasures.RULE, filter).stream()
                            .map(measure -> rule(measure, known.get(measure.rule())))
                            .toList(),
                    measures(connection, last, QualityMeasures.FIELD, filter).stream()
                            .map(QualityReader::field)
                            .toList(),
                    measures(connection, last, QualityMeasures.TIMELINESS, filter).stream()
                            .map(QualityReader::timeliness)
                            .toList(),
                    trend(connection, filter));
        });
    }

    private static Optional<Snapshot> last(Connection connection, Filter filter) {
        return Sql.first(
                connection,
                """
                select day, computed_at from quality_days
                where computed_at is not null and day between ? and ? order by day desc limit 1""",
                row -> new Snapshot(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()),
                filter.from(),
                filter.to());
    }

    private List<Measure> measures(Connection connection, Snapshot snapshot, String measure, Filter filter) {
        return Sql.list(
                connection,
                """
                select entity, source, field, rule, rows, hits, details from quality_measures
                where day = ? and measure = ?""" + CONDITION + " order by entity, source, field, rule",
                this::measure,
                snapshot.day(),
                measure,
                filter.source(),
                filter.source(),
                filter.entity(),
                filter.entity());
    }

    private Measure measure(ResultSet row) throws SQLException {
        try {
            return new Measure(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getLong(6),
                    json.readTree(row.getString(7)));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }

    private static Quality.RuleCount rule(Measure measure, @Nullable CleaningRule rule) {
        return new Quality.RuleCount(
                measure.rule(),
                measure.entity(),
                measure.source(),
                rule == null ? dimension(measure.rule()) : rule.dimension(),
                rule == null ? Severity.ERROR : rule.severity(),
                measure.details().path("repaired").asLong(),
                measure.details().path("flagged").asLong(),
                measure.details().path("rejected").asLong(),
                measure.details().path("examples"));
    }

    /// Of the reasons for which rows are refused that are no cleaning rules.
    private static String dimension(String refusal) {
        return switch (refusal) {
            case "MISSING_CUSTOMER", "MISSING_VALUE" -> "COMPLETENESS";
            case "DUPLICATE_LINE" -> "UNIQUENESS";
            case "CONFLICTING_ORDER", "PARTIAL_ORDER", "UNKNOWN_CUSTOMER", "RESOLVED_TOO_EARLY", "CIRCULAR_REPORTING" ->
                "CONSISTENCY";
            default -> "VALIDITY";
        };
    }

    private static Quality.FieldQuality field(Measure measure) {
        long flagged = measure.details().path("flagged").asLong();
        JsonNode distinct = measure.details().path("distinct");
        return new Quality.FieldQuality(
                measure.entity(),
                measure.source(),
                measure.field(),
                measure.rows(),
                measure.hits(),
                share(measure.hits(), measure.rows()),
                flagged,
                share(measure.hits() - flagged, measure.hits()),
                distinct.isNumber() ? distinct.asLong() : null,
                distinct.isNumber() ? share(distinct.asLong(), measure.hits()) : null);
    }

    private static Quality.Timeliness timeliness(Measure measure) {
        JsonNode lags = measure.details().path("lags");
        return new Quality.Timeliness(
                measure.entity(),
                measure.source(),
                measure.rows(),
                Instant.parse(measure.details().path("newest").asText()),
                Instant.parse(measure.details().path("arrived").asText()),
                lags.path(0).asLong(),
                lags.path(1).asLong());
    }

    private static List<Quality.TrendDay> trend(Connection connection, Filter filter) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(filter.from());
        values.add(filter.to());
        values.add(filter.source());
        values.add(filter.source());
        values.add(filter.entity());
        values.add(filter.entity());
        return Sql.list(
                connection,
                """
                select day, sum(coalesce((details ->> 'repaired')::bigint, 0)) filter (where measure = 'RULE'),
                       sum(coalesce((details ->> 'flagged')::bigint, 0)) filter (where measure = 'RULE'),
                       sum(coalesce((details ->> 'rejected')::bigint, 0)) filter (where measure = 'RULE'),
                       sum(rows) filter (where measure = 'FIELD'), sum(hits) filter (where measure = 'FIELD'),
                       sum((details ->> 'flagged')::bigint) filter (where measure = 'FIELD')
                from quality_measures where day between ? and ?""" + CONDITION + " group by day order by day",
                row -> new Quality.TrendDay(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        share(row.getLong(6), row.getLong(5)),
                        share(row.getLong(6) - row.getLong(7), row.getLong(6))),
                values.toArray());
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(Math.max(0, part)).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }
}
