package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.scheme.SchemeStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All tiers of a scheme in one snapshot, streamed: memory stays flat however many there are.
@Path("/v1/tier-exports")
@RunOnVirtualThread
public class TierExportResource {
    private static final int FETCH = 5_000;
    private static final String CSV = "text/csv";
    private static final MediaType NDJSON = MediaType.valueOf(NdjsonWriter.MEDIA_TYPE);

    /// The last line.
    ///
    /// @param next where `/v1/tier-changes` goes on from this export
    @RegisterForReflection
    record Trailer(boolean end, long count, String next) {}

    private final Database database;
    private final ObjectMapper json;

    TierExportResource(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// NDJSON unless the client asks for CSV.
    @GET
    @Produces({NdjsonWriter.MEDIA_TYPE, CSV})
    public Response export(
            @QueryParam("scheme") @NotNull String scheme,
            @QueryParam("tier") @Nullable String tier,
            @Context HttpHeaders headers) {
        require(scheme);
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(NDJSON)) {
                break;
            }
            if (accepted.isCompatible(MediaType.valueOf(CSV))) {
                return answer(CSV, out -> writeCsv(out, scheme, tier));
            }
        }
        return answer(NdjsonWriter.MEDIA_TYPE, out -> writeNdjson(out, scheme, tier));
    }

    private static Response answer(String mediaType, StreamingOutput body) {
        return Response.ok(body, mediaType).build();
    }

    private void writeNdjson(OutputStream out, String scheme, @Nullable String tier) {
        NdjsonWriter writer = new NdjsonWriter(out, json);
        FeedCursor next = each(scheme, tier, writer::item);
        writer.end(new Trailer(true, writer.count(), next.encode()));
    }

    private void writeCsv(OutputStream out, String scheme, @Nullable String tier) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(CsvCells.HEADER);
        long[] count = {0};
        each(scheme, tier, answer -> {
            csv.writeRecord(CsvCells.of(answer));
            count[0]++;
        });
        csv.writeComment("end," + count[0]);
        csv.flush();
    }

    private void require(String scheme) {
        database.call(c -> {
            SchemeStore.require(c, scheme);
            return true;
        });
    }

    /// Hands on every tier as of one moment.
    ///
    /// @return where the feed of tier changes goes on from that moment
    private FeedCursor each(String scheme, @Nullable String tier, Consumer<TierAnswer> consumer) {
        TierFilter filter = TierFilter.of(scheme, tier, null, null, null);
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read");
            FeedCursor next = TierChangeFeed.end(c);
            Sql.each(
                    c,
                    FETCH,
                    TierRow.SELECT + filter.where(),
                    row -> consumer.accept(TierAnswer.from(TierRow.read(row), null)),
                    filter.values().toArray());
            return next;
        });
    }
}
