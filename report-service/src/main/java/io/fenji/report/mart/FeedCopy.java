package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.feed.FeedFollower;
import io.fenji.kit.feed.FollowerCursors;
import io.fenji.kit.ndjson.NdjsonReader;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The copy of one feed: fetches a page, then writes it with its cursor in one transaction, so that a crash
/// at any point loses and doubles nothing. When the feed's epoch has changed, a new copy is written over
/// the old one; readers keep the old rows until the new copy is complete.
final class FeedCopy<T> implements FeedFollower.Step {
    private static final Logger LOG = Logger.getLogger(FeedCopy.class);
    private static final int GONE = 410;

    /// Asks for a page.
    @FunctionalInterface
    interface Source {
        InputStream open(@Nullable String after, int limit, long waitSeconds);
    }

    /// What a line says.
    record Line<T>(T item, Instant time) {}

    private record State(int generation, boolean copying) {}

    private final FeedName feed;
    private final int pageSize;
    private final Source source;
    /// Null for a line that is none of the mart's business.
    private final Function<JsonNode, @Nullable Line<T>> reader;
    private final PageWriter<T> writer;
    private final Database database;
    private final ObjectMapper json;

    FeedCopy(
            FeedName feed,
            int pageSize,
            Source source,
            Function<JsonNode, @Nullable Line<T>> reader,
            PageWriter<T> writer,
            Database database,
            ObjectMapper json) {
        this.feed = feed;
        this.pageSize = pageSize;
        this.source = source;
        this.reader = reader;
        this.writer = writer;
        this.database = database;
        this.json = json;
    }

    @Override
    public boolean run(Duration wait) throws IOException {
        @Nullable
        String after = database.<Optional<String>>call(c -> Optional.ofNullable(FollowerCursors.read(c, feed.key())))
                .orElse(null);
        FeedPage<T> page;
        try {
            page = fetch(after, wait);
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() != GONE) {
                throw answer;
            }
            startOver(after);
            return true;
        }
        return apply(page);
    }

    private FeedPage<T> fetch(@Nullable String after, Duration wait) throws IOException {
        List<T> items = new ArrayList<>();
        Instant[] newest = new Instant[1];
        try (InputStream in = source.open(after, pageSize, wait.toSeconds())) {
            JsonNode trailer = NdjsonReader.read(in, json, node -> {
                @Nullable Line<T> line = reader.apply(node);
                if (line == null) {
                    return;
                }
                items.add(line.item());
                if (newest[0] == null || line.time().isAfter(newest[0])) {
                    newest[0] = line.time();
                }
            });
            JsonNode date = trailer.path("businessDate");
            return new FeedPage<>(
                    after,
                    items,
                    trailer.path("next").textValue(),
                    trailer.path("more").asBoolean(false),
                    date.isTextual() ? LocalDate.parse(date.textValue()) : null,
                    newest[0]);
        }
    }

    /// @return whether to go on at once
    private boolean apply(FeedPage<T> page) {
        return database.transaction(c -> {
            if (!FollowerCursors.lock(c, feed.key(), page.fetchedFrom())) {
                return true;
            }
            State state = state(c);
            if (!page.items().isEmpty()) {
                writer.write(c, page.items(), state.generation());
            }
            boolean complete = state.copying() && !page.more();
            if (complete) {
                writer.removeOlder(c, state.generation());
            }
            Sql.update(
                    c,
                    """
                    update mart_feed set copying = copying and not ?, business_date = coalesce(?, business_date),
                        data_as_of = greatest(data_as_of, ?), caught_up_at = case when ? then caught_up_at else now() end,
                        position = position + case when ? or ? is distinct from business_date then 1 else 0 end
                    where feed = ?""",
                    complete,
                    page.businessDate(),
                    page.asOf(),
                    page.more(),
                    complete || !page.items().isEmpty(),
                    page.businessDate(),
                    feed.key());
            if (page.next() != null && !page.next().equals(page.fetchedFrom())) {
                FollowerCursors.store(c, feed.key(), page.next());
            }
            return page.more();
        });
    }

    private void startOver(@Nullable String after) {
        LOG.warnf("Feed %s has another epoch: reading it again from the beginning", feed.key());
        database.transaction(c -> {
            boolean ours = FollowerCursors.lock(c, feed.key(), after);
            if (ours) {
                startOver(c, feed);
            }
            return ours;
        });
    }

    /// The next page is the first of a new copy over the old one.
    static void startOver(Connection connection, FeedName feed) {
        FollowerCursors.store(connection, feed.key(), null);
        Sql.update(
                connection,
                "update mart_feed set generation = generation + 1, copying = true, data_as_of = null where feed = ?",
                feed.key());
    }

    private State state(Connection connection) {
        return Sql.only(
                connection,
                "select generation, copying from mart_feed where feed = ?",
                row -> new State(row.getInt(1), row.getBoolean(2)),
                feed.key());
    }
}
