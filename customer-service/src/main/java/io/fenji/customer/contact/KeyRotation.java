package io.fenji.customer.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.Envelopes;
import io.fenji.customer.crypto.Envelopes.Place;
import io.fenji.customer.crypto.Envelopes.Portion;
import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings all stored envelopes under the active key, a portion a transaction. Begun again after a crash it finds
/// what is left: an envelope says itself which key it is under.
@ApplicationScoped
class KeyRotation implements OperationHandler {
    static final String KIND = "key-rotation";

    private final Database database;
    private final Encryption encryption;
    private final List<Envelopes> kinds;
    private final ObjectMapper json;

    KeyRotation(Database database, Encryption encryption, @All List<Envelopes> kinds, ObjectMapper json) {
        this.database = database;
        this.encryption = encryption;
        this.kinds = kinds;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        long done = 0;
        long before;
        // What merges and their undoing moved meanwhile needs another round.
        do {
            before = done;
            for (Envelopes kind : kinds) {
                done += rotate(context, kind, done);
            }
        } while (done > before && waiting() > 0);
        return json.createObjectNode()
                .put("key", encryption.activeKey())
                .put("rotated", done)
                .put("remaining", waiting());
    }

    private long rotate(OperationContext context, Envelopes kind, long before) {
        long total = before + waiting();
        long done = 0;
        @Nullable Place place = null;
        do {
            context.progress(kind.phase(), before + done, total);
            Portion portion = rotate(kind, place);
            done += portion.rotated();
            place = portion.last();
        } while (place != null);
        return done;
    }

    private long waiting() {
        return database.call(connection ->
                kinds.stream().mapToLong(kind -> kind.waiting(connection)).sum());
    }

    private Portion rotate(Envelopes kind, @Nullable Place after) {
        try {
            return database.transaction(connection -> kind.rotate(connection, after));
        } catch (EnvelopeException closed) {
            throw new ProblemException(
                    CommonProblem.CONFLICT,
                    "A value of %s does not open, nothing of its portion was changed: %s"
                            .formatted(kind.phase(), closed.getMessage()),
                    List.of(),
                    closed);
        }
    }
}
