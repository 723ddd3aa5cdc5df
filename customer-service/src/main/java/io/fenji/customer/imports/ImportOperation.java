package io.fenji.customer.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.landing.ImportLanding;
import io.fenji.customer.landing.Journal;
import io.fenji.customer.landing.LandingJob;
import io.fenji.customer.landing.Outcome;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Processes a received file. After a crash it begins again from the file's first byte; what it had staged is gone.
@ApplicationScoped
class ImportOperation implements OperationHandler {
    static final String KIND = "import";

    private final Database database;
    private final ImportStore imports;
    private final ImportLanding landing;
    private final ObjectMapper json;

    ImportOperation(Database database, ImportStore imports, ImportLanding landing, ObjectMapper json) {
        this.database = database;
        this.imports = imports;
        this.landing = landing;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        UUID id = context.id();
        StoredImport stored =
                database.call(connection -> imports.find(connection, id)).orElseThrow();
        if (stored.outcome() != null) {
            return json.valueToTree(stored.outcome());
        }
        LandingJob job = new LandingJob(id, stored.bytes(), stored.document(), stored.validateOnly());
        Journal journal = journal(id);
        try {
            return json.valueToTree(landing.land(job, context, journal));
        } catch (ProblemException unreadable) {
            // The file goes with its landing: whoever is overtaken while reading finds the rest of it gone.
            return json.valueToTree(database.call(journal::landed).orElseThrow(() -> unreadable));
        }
    }

    private Journal journal(UUID id) {
        return new Journal() {
            @Override
            public void recognised(FileFormat format) {
                database.transaction(connection -> imports.recognised(connection, id, format));
            }

            @Override
            public Optional<Outcome> landed(Connection connection) {
                return imports.find(connection, id).map(StoredImport::outcome);
            }

            @Override
            public void finish(Connection connection, List<String> columns, Outcome result) {
                imports.finish(connection, id, columns, result);
            }
        };
    }
}
