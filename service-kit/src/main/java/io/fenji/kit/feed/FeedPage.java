package io.fenji.kit.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.ndjson.NdjsonWriter;
import java.io.ByteArrayOutputStream;

/// A page of a feed, written to memory first, so that its transaction has ended before the reader gets the first byte:
/// a slow one holds neither a connection nor a snapshot. A page has at most its limit of items and ends early when it
/// has grown to 8 MiB.
public final class FeedPage {
    static final int MOST_BYTES = 8 << 20;

    private final FeedCursor from;
    private final int limit;
    private final PageBuffer buffer = new PageBuffer();
    private final NdjsonWriter writer;
    private long reached;
    private boolean more;
    private boolean unfinished;

    FeedPage(FeedCursor from, int limit, ObjectMapper json) {
        this.from = from;
        this.limit = limit;
        this.reached = from.sequence();
        this.writer = new NdjsonWriter(buffer, json);
    }

    /// Where the page begins; its items are above this.
    public FeedCursor from() {
        return from;
    }

    /// How many items to ask for: one more than is wanted tells whether there is more.
    public int wanted() {
        return limit + 1;
    }

    /// Takes the next item.
    ///
    /// @return false when the page is full; the item is not on it, and no other should be offered
    public boolean offer(long sequence, Object item) {
        if (isFull()) {
            return false;
        }
        writer.item(item);
        reached = sequence;
        return true;
    }

    /// As [#offer(long,Object)], for a page whose items are made as JSON, a line each.
    public boolean offerLine(long sequence, ByteArrayOutputStream json) {
        if (isFull()) {
            return false;
        }
        writer.line(json);
        reached = sequence;
        return true;
    }

    /// The sequence number of the last item.
    public long reached() {
        return reached;
    }

    /// How many lines like the last one the page still takes, and one more: only one that is refused tells of more.
    ///
    /// @param length of the last line in bytes
    public int room(int length) {
        return (int) Math.min(wanted() - writer.count(), Math.max(0, (MOST_BYTES - buffer.size()) / (length + 1)) + 1);
    }

    private boolean isFull() {
        more |= writer.count() == limit || buffer.size() >= MOST_BYTES;
        return more;
    }

    public long count() {
        return writer.count();
    }

    /// Where the next page begins.
    public String next() {
        return from.at(reached).encode();
    }

    /// Says whether further items are being prepared, or can be at once.
    public void unfinished(boolean still) {
        unfinished = still;
    }

    /// Whether the reader should go on at once: an item was refused, or more are to come.
    public boolean more() {
        return more || unfinished;
    }

    PageBuffer end(Object trailer) {
        writer.end(trailer);
        return buffer;
    }
}
