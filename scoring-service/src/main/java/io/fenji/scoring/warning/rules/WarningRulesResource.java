package io.fenji.scoring.warning.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.WarningRulesReader;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.verification.Catalogue;
import io.fenji.engine.verification.WarningRulesVerifier;
import io.fenji.engine.warning.WarningRules;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.Documents;
import io.fenji.scoring.scheme.Neighbours;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The warning rules.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WarningRulesResource {
    private final Database database;
    private final MetricCatalogue catalogue;
    private final Neighbours neighbours;
    private final RulesInForce rules;
    private final WarningEvaluation evaluation;
    private final OperationStarts operations;
    private final BusinessClock clock;

    WarningRulesResource(
            Database database,
            MetricCatalogue catalogue,
            Neighbours neighbours,
            RulesInForce rules,
            WarningEvaluation evaluation,
            OperationStarts operations,
            BusinessClock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.neighbours = neighbours;
        this.rules = rules;
        this.evaluation = evaluation;
        this.operations = operations;
        this.clock = clock;
    }

    @GET
    @Path("/warning-rules")
    public Response get() {
        return answer(database.call(WarningRulesRow::get));
    }

    @PUT
    @Path("/warning-rules")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode document,
            @Context HttpHeaders headers) {
        check(document, Language.of(headers.getAcceptableLanguages()));
        return answer(database.transaction(c -> {
            EntityTags.requireMatch(ifMatch, WarningRulesRow.lock(c).revision());
            Sql.update(
                    c,
                    "update warning_rules set document = ?, revision = revision + 1, updated_at = ?",
                    document.toString(),
                    clock.now());
            evaluation.submit(c, false);
            return WarningRulesRow.get(c);
        }));
    }

    @POST
    @Path("/warning-rules:calibrate")
    public Response calibrate(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return operations.run(
                "POST /v1/warning-rules:calibrate",
                idempotencyKey,
                Map.of(),
                (connection, store) -> evaluation.submit(connection, true));
    }

    private void check(JsonNode document, Language language) {
        WarningRules read = switch (WarningRulesReader.read(document)) {
            case DocumentReading.Readable<WarningRules>(WarningRules value) -> value;
            case DocumentReading.Unreadable<WarningRules>(List<Finding> findings) ->
                throw Documents.problem(
                        ScoringProblem.WARNING_RULES_MALFORMED, "keep it from being read", findings, language);
        };
        Set<String> metrics = catalogue.keys();
        Catalogue known = new Catalogue(
                metrics, database.call(c -> neighbours.of(c, Scheme.reading(List.of(read.population())))));
        List<Finding> findings = new WarningRulesVerifier(known).verify(read);
        if (findings.stream().anyMatch(Finding::isError)) {
            throw Documents.problem(
                    ScoringProblem.WARNING_RULES_INVALID, "keep it from being saved", findings, language);
        }
    }

    private Response answer(WarningRulesRow row) {
        return Response.ok(WarningRulesResponse.from(row, rules.tree(row.document())))
                .header("ETag", EntityTags.of(row.revision()))
                .build();
    }
}
