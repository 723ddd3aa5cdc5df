package io.fenji.kit.feed;

import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// A feed of items of 1 KB that are there as far as a test says.
@Path("/v1/trial-feed")
@RunOnVirtualThread
public class TrialFeed implements Feed {
    static final AtomicLong LAST = new AtomicLong();
    static final Semaphore ASKED = new Semaphore(0);

    record Item(long number, String text) {}

    record End(boolean end, long count, String next, boolean more) {}

    private final FeedEndpoint endpoint;

    TrialFeed(FeedEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response read(
            @QueryParam("after") String after, @QueryParam("limit") Integer limit, @QueryParam("wait") Integer wait) {
        return endpoint.answer(this, after, limit, wait);
    }

    @Override
    public String signal() {
        return "trial-feed";
    }

    @Override
    public long last(Connection connection) {
        return LAST.get();
    }

    @Override
    public boolean hasItems(FeedPage page) {
        boolean items = LAST.get() > page.from().sequence();
        ASKED.release();
        return items;
    }

    @Override
    public Object read(Connection connection, FeedPage page) {
        Sql.eachWhile(
                connection,
                100,
                "select n, repeat('x', 1000) from generate_series(?, ?) as n order by n limit ?",
                row -> page.offer(row.getLong(1), new Item(row.getLong(1), row.getString(2))),
                page.from().sequence() + 1,
                LAST.get(),
                page.wanted());
        return new End(true, page.count(), page.next(), page.more());
    }
}
