package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.http.QueryFamily;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.change.TierChangeFeed;
import io.fenji.scoring.clock.ClockReader;
import io.fenji.scoring.clock.Clocks;
import io.fenji.scoring.scheme.SchemeStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The tiers of a scheme in one snapshot, streamed: memory stays flat however many there are.
@Path("/v1/tier-exports")
@RunOnVirtualThread
public class TierExportResource {
    private static final String CSV = "text/csv";
    private static final MediaType NDJSON = MediaType.valueOf(NdjsonWriter.MEDIA_TYPE);

    /// The last line.
    ///
    /// @param next where `/v1/tier-changes` goes on from this export
    @RegisterForReflection
    record Trailer(boolean end, long count, String next) {}

    private final Database database;
    private final ClockReader clocks;
    private final ObjectMapper json;

    TierExportResource(Database database, ClockReader clocks, ObjectMapper json) {
        this.database = database;
        this.clocks = clocks;
        this.json = json;
    }

    /// What is exported: of the present, or with clocks of the past.
    private record Wanted(TierFilter filter, @Nullable Clocks clocks) {}

    /// NDJSON unless the client asks for CSV.
    @GET
    @Produces({NdjsonWriter.MEDIA_TYPE, CSV})
    @QueryFamily(TierParameters.ATTRIBUTE)
    public Response export(
            @QueryParam("scheme") @NotNull String scheme,
            @BeanParam TierParameters filters,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        TierFilter filter = TierFilter.of(scheme, filters, uri.getQueryParameters());
        Wanted wanted = new Wanted(filter, clocks.read("", filters.asOf(), filters.knownAt()));
        require(scheme);
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(NDJSON)) {
                break;
            }
            if (accepted.isCompatible(MediaType.valueOf(CSV))) {
                return answer(CSV, out -> writeCsv(out, wanted));
            }
        }
        return answer(NdjsonWriter.MEDIA_TYPE, out -> writeNdjson(out, wanted));
    }

    private static Response answer(String mediaType, StreamingOutput body) {
        return Response.ok(body, mediaType).build();
    }

    private void writeNdjson(OutputStream out, Wanted wanted) throws IOException {
        ExportBuffer buffer = new ExportBuffer(out);
        Written written = write(wanted, ExportFormat.NDJSON, buffer);
        buffer.text(json.writeValueAsString(
                        new Trailer(true, written.count(), written.next().encode())) + "\n");
        buffer.flush();
    }

    private void writeCsv(OutputStream out, Wanted wanted) {
        ExportBuffer buffer = new ExportBuffer(out);
        buffer.text(ExportFormat.CSV.header(wanted.clocks() != null));
        Written written = write(wanted, ExportFormat.CSV, buffer);
        buffer.text("#end," + written.count());
        buffer.bytes(ExportFormat.CSV.end());
        buffer.flush();
    }

    private void require(String scheme) {
        database.call(c -> {
            SchemeStore.require(c, scheme);
            return true;
        });
    }

    /// How many there were, and where the feed of tier changes goes on from what was known then.
    private record Written(long count, FeedCursor next) {}

    /// Writes every tier as of one moment.
    private Written write(Wanted wanted, ExportFormat format, ExportBuffer buffer) {
        @Nullable Clocks past = wanted.clocks();
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read");
            FeedCursor end = TierChangeFeed.end(c);
            long count = TierExport.write(c, wanted.filter(), past, format, buffer);
            return new Written(count, past == null ? end : end.at(past.lastKnown(c)));
        });
    }
}
