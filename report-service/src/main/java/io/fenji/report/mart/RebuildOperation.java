package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Reads all feeds from their beginnings over what is there; begun again after a crash it goes on where it was.
@ApplicationScoped
class RebuildOperation implements OperationHandler {
    static final String KIND = "mart-rebuild";
    private static final long FEEDS = FeedName.values().length;
    private static final Duration A_WHILE = Duration.ofMillis(500);
    /// After which a feed that does not answer ends the operation; the mart goes on trying by itself.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record State(long left, long position) {}

    private final Mart mart;
    private final Database database;

    RebuildOperation(Mart mart, Database database) {
        this.mart = mart;
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        database.transaction(c -> begin(c, context.id()));
        State state = state();
        long moved = System.nanoTime();
        while (state.left() > 0) {
            context.progress("copying", FEEDS - state.left(), FEEDS);
            if (!mart.catchUp(A_WHILE).isEmpty()) {
                LockSupport.parkNanos(A_WHILE.toNanos());
            }
            State now = state();
            if (!now.equals(state)) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "A feed does not answer; the mart goes on trying and is complete when it does");
            }
            state = now;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static boolean begin(Connection connection, UUID id) {
        if (Sql.update(connection, "insert into mart_rebuild (id) values (?) on conflict do nothing", id) == 0) {
            return false;
        }
        for (FeedName feed : FeedName.values()) {
            FeedCopy.startOver(connection, feed);
        }
        return true;
    }

    private State state() {
        return database.call(c -> Sql.only(
                c,
                "select count(*) filter (where copying), sum(position) from mart_feed",
                row -> new State(row.getLong(1), row.getLong(2))));
    }
}
