package io.fenji.scoring.segment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;

/// A customer in a segment.
@RegisterForReflection
public record SegmentMember(UUID customerId, LocalDate since) {
    static SegmentMember read(ResultSet row) throws SQLException {
        return new SegmentMember(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class));
    }
}
