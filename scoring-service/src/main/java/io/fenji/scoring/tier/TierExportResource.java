package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.SchemeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All tiers of a scheme in one snapshot, streamed: memory stays flat however many there are.
@Path("/v1/tier-exports")
@RunOnVirtualThread
public class TierExportResource {
    private static final int FETCH = 5_000;

    private final Database database;
    private final ObjectMapper json;

    TierExportResource(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public StreamingOutput ndjson(
            @QueryParam("scheme") @NotNull String scheme, @QueryParam("tier") @Nullable String tier) {
        require(scheme);
        return out -> {
            NdjsonWriter writer = new NdjsonWriter(out, json);
            each(scheme, tier, writer::item);
            writer.end(Map.of("end", true, "count", writer.count()));
        };
    }

    // Below NDJSON, for callers that accept anything.
    @GET
    @Produces("text/csv;qs=0.5")
    public StreamingOutput csv(
            @QueryParam("scheme") @NotNull String scheme, @QueryParam("tier") @Nullable String tier) {
        require(scheme);
        return out -> writeCsv(out, scheme, tier);
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

    private void each(String scheme, @Nullable String tier, Consumer<TierAnswer> consumer) {
        TierFilter filter = TierFilter.of(scheme, tier, null, null, null);
        database.transaction(c -> {
            Sql.each(
                    c,
                    FETCH,
                    TierRow.SELECT + filter.where(),
                    row -> consumer.accept(TierAnswer.from(TierRow.read(row), null)),
                    filter.values().toArray());
            return true;
        });
    }
}
