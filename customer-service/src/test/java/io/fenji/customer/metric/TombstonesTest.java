package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class TombstonesTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 12;

    @Inject
    Database database;

    @Inject
    MetricRefresh refresh;

    @Test
    void aDeletedCustomerIsInTheFeedOnceAsGone() {
        String start = Api.feed(null).next();
        UUID id = create(fresh("T"));

        delete(id, Tombstones.Reason.DELETED, null);

        JsonNode item = only(Api.feed(start), id);
        assertThat(item.path("deleted").asBoolean()).isTrue();
        assertThat(item.path("reason").asText()).isEqualTo("DELETED");
        assertThat(item.path("keys")).isEmpty();
        assertThat(item.has("metrics")).isFalse();
        assertThat(only(Api.feed(null), id)).isEqualTo(item);
    }

    @Test
    void aFollowerHearsThatACustomerWasMergedAndThatItIsBack() {
        String name = fresh("T");
        UUID id = create(name);
        UUID survivor = create(fresh("T"));
        String start = Api.feed(null).next();

        delete(id, Tombstones.Reason.MERGED, survivor);

        Api.Feed merged = Api.feed(start);
        assertThat(only(merged, id).path("mergedInto").asText()).isEqualTo(survivor.toString());

        restore(id);

        JsonNode back = only(Api.feed(merged.next()), id);
        assertThat(back.path("deleted").asBoolean()).isFalse();
        assertThat(only(Api.feed(null), id)).isEqualTo(back);
    }

    /// Each writer deletes and restores customers of its own, so that the last item a follower reads about one must say
    /// how it ended.
    @Test
    void followersHearTheEndOfEveryCustomerWhileOthersDeleteAndRestore() throws Exception {
        List<UUID> ids = IntStream.range(0, WRITERS * 2)
                .mapToObj(i -> create(fresh("T")))
                .toList();
        String start = Api.feed(null).next();
        AtomicBoolean written = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<UUID, Boolean>>> followers = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> follow(start, written)))
                    .toList();
            List<Future<?>> writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            delete(ids.get(2 * i), Tombstones.Reason.DELETED, null);
                            restore(ids.get(2 * i));
                        }
                        delete(ids.get(2 * i + 1), Tombstones.Reason.ERASED, null);
                    }))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            written.set(true);
            for (Future<Map<UUID, Boolean>> follower : followers) {
                Map<UUID, Boolean> gone = follower.get();
                for (int i = 0; i < WRITERS; i++) {
                    assertThat(gone).containsEntry(ids.get(2 * i), false).containsEntry(ids.get(2 * i + 1), true);
                }
            }
        }
    }

    private static Map<UUID, Boolean> follow(String start, AtomicBoolean written) {
        Map<UUID, Boolean> gone = new HashMap<>();
        String cursor = start;
        while (true) {
            boolean lastRound = written.get();
            Api.Feed feed = Api.feed(cursor);
            cursor = feed.next();
            feed.items()
                    .forEach(item -> gone.put(
                            UUID.fromString(item.path("customerId").asText()),
                            item.path("deleted").asBoolean()));
            if (lastRound && feed.items().isEmpty()) {
                return gone;
            }
        }
    }

    private static JsonNode only(Api.Feed feed, UUID id) {
        List<JsonNode> items = feed.items().stream()
                .filter(item -> item.path("customerId").asText().equals(id.toString()))
                .toList();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static UUID create(String key) {
        return UUID.fromString(json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/tomb/" + key)
                .path("id"));
    }

    private void delete(UUID id, Tombstones.Reason reason, UUID mergedInto) {
        database.transaction(c -> {
            refresh.lockForWrite(c);
            Sql.update(c, "delete from customers where id = ?", id);
            Tombstones.set(c, List.of(id), reason, mergedInto);
            return true;
        });
    }

    private void restore(UUID id) {
        database.transaction(c -> {
            refresh.lockForWrite(c);
            Sql.update(c, "insert into customers (id, kind) values (?, 'PERSON')", id);
            Tombstones.lift(c, List.of(id));
            Sql.execute(c, "create temporary table touched_customers (customer_id uuid) on commit drop");
            Sql.update(c, "insert into touched_customers values (?)", id);
            return refresh.refreshTouched(c);
        });
    }
}
