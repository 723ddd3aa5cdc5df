package io.fenji.scoring.warning.change;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a warning as a CloudEvents 1.0 event; ids only, no personal data.
@RegisterForReflection
public record WarningChangeEvent(
        String specversion,
        String id,
        String source,
        String type,
        Instant time,
        UUID subject,
        String sequence,
        String datacontenttype,
        Data data) {
    static final String COLUMNS =
            "sequence, customer_id, warning_id, change, kind, scheme, severity, resolution, at, business_date";

    /// The warning from then on.
    ///
    /// @param resolution of a resolved one why
    @RegisterForReflection
    public record Data(
            UUID warningId,
            String kind,
            @Nullable String scheme,
            String severity,
            @Nullable String resolution,
            LocalDate businessDate) {}

    static WarningChangeEvent from(UUID epoch, ResultSet row) throws SQLException {
        String sequence = Long.toString(row.getLong(1));
        return new WarningChangeEvent(
                "1.0",
                epoch + "-warning-" + sequence,
                "/scoring-service",
                "io.fenji.warning." + row.getString(4).toLowerCase(Locale.ROOT),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(2, UUID.class),
                sequence,
                "application/json",
                new Data(
                        row.getObject(3, UUID.class),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getObject(10, LocalDate.class)));
    }
}
