package io.fenji.scoring.segment;

import io.fenji.engine.segment.SegmentGroup;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.MetricCopy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Segments with their counts, and who is in them.
@Path("/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentResource {
    private final Database database;
    private final SegmentReader segments;
    private final CursorCodec cursors;

    SegmentResource(Database database, SegmentReader segments, CursorCodec cursors) {
        this.database = database;
        this.segments = segments;
        this.cursors = cursors;
    }

    @GET
    public Page<SegmentResponse> list(
            @QueryParam("set") @Nullable String set,
            @QueryParam("group") @Nullable String group,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable SegmentGroup wanted = group(group);
        String scope = "segments|%s|%s".formatted(set, wanted);
        @Nullable String position = cursors.decode(scope, after);
        return database.call(c -> {
            List<SegmentReader.Found> left = segments.all(c, set, wanted).stream()
                    .filter(found -> position == null || place(found).compareTo(position) > 0)
                    .toList();
            MetricCopy.State copy = MetricCopy.state(c);
            List<SegmentResponse> items =
                    left.stream().limit(most).map(found -> found.response(copy)).toList();
            return new Page<>(items, left.size() > most ? cursors.encode(scope, place(left.get(most - 1))) : null);
        });
    }

    @GET
    @Path("/{segmentKey}")
    public SegmentResponse get(@PathParam("segmentKey") String key) {
        return database.call(c -> segments.require(c, key).response(MetricCopy.state(c)));
    }

    @GET
    @Path("/{segmentKey}/customers")
    public Page<SegmentMember> customers(
            @PathParam("segmentKey") String key,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int segment = database.call(c -> segments.require(c, key)).id();
        return cursors.page(
                "segment-customers|" + segment,
                after,
                PageRequest.limit(limit),
                (from, rows) -> database.call(c ->
                        Sql.list(c, """
                        select customer_id, since from segment_members
                        where segment = ? and customer_id > ? order by customer_id limit ?""", SegmentMember::read, segment, from == null ? new UUID(0, 0) : from, rows)),
                SegmentMember::customerId);
    }

    /// Sorts as the list does.
    private static String place(SegmentReader.Found found) {
        return "%s %03d".formatted(found.set().key(), found.position());
    }

    private static @Nullable SegmentGroup group(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(SegmentGroup.values())
                .filter(group -> group.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "group",
                        "INVALID_VALUE",
                        "group must be one of " + Arrays.toString(SegmentGroup.values())));
    }
}
