package io.fenji.scoring.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.segment.Segment;
import io.fenji.engine.segment.SegmentGroup;
import io.fenji.engine.segment.SegmentSet;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.segment.set.SegmentsInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads segments that count.
@ApplicationScoped
class SegmentReader {
    /// A row of `segments` with what its set says of it.
    ///
    /// @param spend in units of 0.0001
    record Found(int id, int position, SegmentSet set, JsonNode when, long customers, BigInteger spend) {
        Segment segment() {
            return set.segments().get(position);
        }

        SegmentResponse response(MetricCopy.State copy) {
            return new SegmentResponse(
                    segment().key(),
                    set.key(),
                    set.group(),
                    segment().name(),
                    segment().description().isEmpty() ? null : segment().description(),
                    when,
                    customers,
                    Fixed.toDecimal(spend),
                    copy.businessDate(),
                    copy.caughtUpAt());
        }
    }

    private static final String SELECT = """
            select s.id, s.segment_set, s.position, s.customers, s.spend, t.in_force_id
            from segments s join segment_sets t on t.key = s.segment_set
            where s.position is not null\s""";

    private static final Logger LOG = Logger.getLogger(SegmentReader.class);
    private static final int MOST_TRIES = 5;

    private final SegmentsInForce sets;

    SegmentReader(SegmentsInForce sets) {
        this.sets = sets;
    }

    /// @throws ProblemException 404 when there is no such segment
    Found require(Connection connection, String key) {
        return consistent(() -> Sql.first(connection, SELECT + "and s.key = ?", row -> found(connection, row), key))
                .orElseThrow(() -> ProblemException.notFound("There is no segment '%s'".formatted(key)));
    }

    /// The few hundred that there may be, by set and position.
    List<Found> all(Connection connection, @Nullable String set, @Nullable SegmentGroup group) {
        return consistent(() -> Sql.list(
                        connection,
                        SELECT + "and (?::text is null or s.segment_set = ?) order by s.segment_set, s.position",
                        row -> found(connection, row),
                        set,
                        set))
                .stream()
                .filter(found -> group == null || found.set().group() == group)
                .toList();
    }

    /// Those that a customer is in.
    List<CustomerSegment> of(Connection connection, UUID customerId) {
        return consistent(() -> Sql.list(
                connection,
                """
                select s.id, s.segment_set, s.position, s.customers, s.spend, t.in_force_id, m.since
                from customer_segments c
                join segments s on s.id = any (c.segments) and s.position is not null
                join segment_sets t on t.key = s.segment_set
                join segment_members m on m.segment = s.id and m.customer_id = c.customer_id
                where c.customer_id = ? order by s.segment_set, s.position""",
                row -> CustomerSegment.from(found(connection, row), row.getObject(7, LocalDate.class)),
                customerId));
    }

    /// A document is read by another statement than its segments. Where another one has come in force
    /// in between, or the set is gone, both are read again.
    private static <T> T consistent(Supplier<T> read) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return read.get();
            } catch (SupersededException again) {
                LOG.debugf("Segments changed while they were read, once more");
            }
        }
        throw new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "Segments are being changed; try again");
    }

    private Found found(Connection connection, ResultSet row) throws SQLException {
        int position = row.getInt(3);
        SegmentsInForce.Kept set = sets.get(connection, row.getString(2), row.getObject(6, UUID.class))
                .orElseThrow(SupersededException::new);
        return new Found(
                row.getInt(1),
                position,
                set.evaluator().set(),
                set.document().path("segments").path(position).path("when"),
                row.getLong(4),
                row.getBigDecimal(5).toBigIntegerExact());
    }

    /// What was read counts no more.
    private static final class SupersededException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
