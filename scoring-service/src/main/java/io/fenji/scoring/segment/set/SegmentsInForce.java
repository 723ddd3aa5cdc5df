package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.calibration.CalibrationJson;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.segment.SegmentEvaluator;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The segment sets that count, ready to run. What counts never changes under its id, so a few are kept.
@ApplicationScoped
public class SegmentsInForce {
    private static final int MOST_KEPT = 500;

    /// A set that counts.
    ///
    /// @param ids of its segments, in the document's order; not to be written to
    @SuppressWarnings("ArrayRecordComponent") // Read for each of a million customers.
    public record SetInForce(SegmentEvaluator evaluator, int[] ids) {}

    /// What counts of a set.
    ///
    /// @param document as its author wrote it
    public record Kept(SegmentEvaluator evaluator, JsonNode document) {}

    private final SegmentAdoption documents;
    private final Map<UUID, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    SegmentsInForce(SegmentAdoption documents) {
        this.documents = documents;
    }

    /// All that count, by key.
    public List<SetInForce> all(Connection connection) {
        Map<String, UUID> sets = new TreeMap<>();
        Sql.each(connection, 0, "select key, in_force_id from segment_sets where in_force_id is not null", row -> {
            sets.put(row.getString(1), row.getObject(2, UUID.class));
        });
        if (sets.isEmpty()) {
            return List.of();
        }
        Map<String, List<Integer>> ids = new LinkedHashMap<>();
        Sql.each(
                connection,
                0,
                "select segment_set, id from segments where position is not null order by position",
                row -> {
                    ids.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                            .add(row.getInt(2));
                });
        List<SetInForce> all = new ArrayList<>();
        sets.forEach((key, id) -> get(connection, key, id)
                .ifPresent(set -> all.add(new SetInForce(
                        set.evaluator(),
                        ids.getOrDefault(key, List.of()).stream()
                                .mapToInt(Integer::intValue)
                                .toArray()))));
        return all;
    }

    /// The set that counts under this id; nothing when it does no more, as another document does or the
    /// set is gone.
    ///
    /// @param id its `in_force_id`
    public Optional<Kept> get(Connection connection, String key, UUID id) {
        Kept known = kept.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Kept> read = Sql.first(
                connection,
                "select in_force_document, calibration from segment_sets where key = ? and in_force_id = ?",
                row -> {
                    JsonNode document = documents.tree(row.getString(1));
                    return new Kept(
                            SegmentEvaluator.of(
                                    SegmentSetReader.read(document).required(), CalibrationJson.read(row.getString(2))),
                            document);
                },
                key,
                id);
        read.ifPresent(found -> kept.put(id, found));
        return read;
    }
}
