package io.fenji.customer.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Erases the customers of a request, each in a transaction of its own; after a restart it goes on with those that are
/// still there.
@ApplicationScoped
class ErasureOperation implements OperationHandler {
    static final String KIND = "erasure";

    private final Erasure erasure;
    private final KeptAnswers answers;
    private final ObjectMapper json;

    ErasureOperation(Erasure erasure, KeptAnswers answers, ObjectMapper json) {
        this.erasure = erasure;
        this.answers = answers;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        List<UUID> ids = new ArrayList<>();
        context.request().path("customers").forEach(id -> ids.add(UUID.fromString(id.asText())));
        context.progress("searching", 0, (long) ids.size());
        KeptAnswers.Found kept = answers.find(ids);
        Erasure.Counts counts = Erasure.Counts.NONE;
        for (int i = 0; i < ids.size(); i++) {
            context.progress("erasing", i, (long) ids.size());
            counts = counts.plus(erasure.erase(List.of(ids.get(i)), kept));
        }
        return json.valueToTree(counts);
    }
}
