package io.fenji.scoring.segment;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All customers of segments in one snapshot, streamed: memory stays flat however many there are.
@Path("/v1/segment-exports")
@RunOnVirtualThread
public class SegmentExportResource {
    private static final int FETCH = 5_000;
    private static final String CSV = "text/csv";
    private static final MediaType NDJSON = MediaType.valueOf(NdjsonWriter.MEDIA_TYPE);

    /// A line.
    @RegisterForReflection
    record Line(String segment, UUID customerId, LocalDate since) {}

    /// The last line.
    @RegisterForReflection
    record Trailer(boolean end, long count) {}

    private final Database database;
    private final SegmentReader segments;
    private final ObjectMapper json;

    SegmentExportResource(Database database, SegmentReader segments, ObjectMapper json) {
        this.database = database;
        this.segments = segments;
        this.json = json;
    }

    /// NDJSON unless the client asks for CSV.
    @GET
    @Produces({NdjsonWriter.MEDIA_TYPE, CSV})
    public Response export(
            @QueryParam("segment") @Nullable String segment,
            @QueryParam("set") @Nullable String set,
            @Context HttpHeaders headers) {
        Map<Integer, String> wanted = wanted(segment, set);
        boolean csv = headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(NDJSON) || type.isCompatible(MediaType.valueOf(CSV)))
                .findFirst()
                .map(type -> !type.isCompatible(NDJSON))
                .orElse(false);
        return csv
                ? answer(CSV, out -> writeCsv(out, wanted))
                : answer(NdjsonWriter.MEDIA_TYPE, out -> writeNdjson(out, wanted));
    }

    private static Response answer(String mediaType, StreamingOutput body) {
        return Response.ok(body, mediaType).build();
    }

    /// Keys of the segments by id.
    private Map<Integer, String> wanted(@Nullable String segment, @Nullable String set) {
        if ((segment == null) == (set == null)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "segment", "ONE_OF_BOTH", "Give exactly one of segment and set");
        }
        return database.call(c -> {
            List<SegmentReader.Found> found =
                    segment == null ? segments.all(c, set, null) : List.of(segments.require(c, segment));
            if (found.isEmpty()) {
                throw ProblemException.notFound("There is no segment set '%s' in force".formatted(set));
            }
            return found.stream()
                    .collect(Collectors.toMap(
                            SegmentReader.Found::id, each -> each.segment().key()));
        });
    }

    private void writeNdjson(OutputStream out, Map<Integer, String> wanted) {
        NdjsonWriter writer = new NdjsonWriter(out, json);
        each(wanted, writer::item);
        writer.end(new Trailer(true, writer.count()));
    }

    private void writeCsv(OutputStream out, Map<Integer, String> wanted) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord("segment", "customerId", "since");
        long[] count = {0};
        each(wanted, line -> {
            csv.writeRecord(
                    line.segment(), line.customerId().toString(), line.since().toString());
            count[0]++;
        });
        csv.writeComment("end," + count[0]);
        csv.flush();
    }

    private void each(Map<Integer, String> wanted, Consumer<Line> consumer) {
        database.transaction(c -> {
            Sql.each(
                    c,
                    FETCH,
                    """
                    select segment, customer_id, since from segment_members where segment = any (?)
                    order by segment, customer_id""",
                    row -> consumer.accept(new Line(
                            String.valueOf(wanted.get(row.getInt(1))),
                            row.getObject(2, UUID.class),
                            row.getObject(3, LocalDate.class))),
                    Sql.array(c, "integer", wanted.keySet(), id -> id));
            return true;
        });
    }
}
