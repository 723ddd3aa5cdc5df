package io.fenji.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.dashboard.Progress.Work;
import io.fenji.report.upstream.DashboardCustomerApi;
import io.fenji.report.upstream.DashboardScoringApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Looks at what is being worked on, with the rights of one reader.
@ApplicationScoped
class ProgressView {
    private static final int SHOWN = 8;

    private final DashboardCustomerApi customers;
    private final DashboardScoringApi scoring;
    private final Database database;
    private final ObjectMapper json;

    ProgressView(
            @RestClient DashboardCustomerApi customers,
            @RestClient DashboardScoringApi scoring,
            Database database,
            ObjectMapper json) {
        this.customers = customers;
        this.scoring = scoring;
        this.database = database;
        this.json = json;
    }

    Progress look(@Nullable String token) {
        String limit = String.valueOf(SHOWN);
        List<String> away = new ArrayList<>();
        List<JsonNode> imports = items("customer-service", () -> customers.imports(token, limit), away);
        List<JsonNode> runs = items("scoring-service", () -> scoring.tierRuns(token, null, limit, null), away);
        return new Progress(imports, runs, work(), away);
    }

    /// A service that cannot be asked, or does not tell this reader, has nothing to show.
    private List<JsonNode> items(String service, Supplier<Response> question, List<String> away) {
        List<JsonNode> items = new ArrayList<>();
        try {
            Response answer = Passage.through(service, question);
            if (answer.getStatus() == 200) {
                json.readTree((byte[]) answer.getEntity()).path("items").forEach(items::add);
            } else {
                away.add(service);
            }
        } catch (ProblemException | IOException unreachable) {
            away.add(service);
        }
        return items;
    }

    // Ids rise with time.
    private List<Work> work() {
        return database.call(c -> Sql.list(
                c,
                """
                select id, kind, state, phase, done, total, created_at, finished_at
                from operations order by id desc limit ?""",
                row -> {
                    OffsetDateTime finished = row.getObject(8, OffsetDateTime.class);
                    return new Work(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getObject(6, Long.class),
                            row.getObject(7, OffsetDateTime.class).toInstant(),
                            finished == null ? null : finished.toInstant());
                },
                SHOWN));
    }
}
