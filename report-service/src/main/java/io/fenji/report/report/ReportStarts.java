package io.fenji.report.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Sql;
import io.fenji.report.definition.Definition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Queues reports, in the caller's transaction.
@ApplicationScoped
public class ReportStarts {
    private final ReportStore reports;
    private final OperationStore operations;
    private final ObjectMapper json;

    ReportStarts(ReportStore reports, OperationStore operations, ObjectMapper json) {
        this.reports = reports;
        this.operations = operations;
        this.json = json;
    }

    /// An id for a report, which rises with time.
    public UUID id(Connection connection) {
        return Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
    }

    /// One of a definition as it stands now, for a time of its schedule.
    public void start(Connection connection, UUID id, Definition definition, Instant slot) {
        start(connection, id, ReportOrder.of(definition), slot);
    }

    void start(Connection connection, UUID id, ReportOrder order, @Nullable Instant slot) {
        reports.create(connection, id, order, slot);
        operations.submit(connection, id, ReportOperation.KIND, json.valueToTree(order));
    }
}
