package io.fenji.engine.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.segment.Segment;
import io.fenji.engine.segment.SegmentScore;
import io.fenji.engine.segment.SegmentSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks segment sets against a metric catalogue. Immutable.
public final class SegmentSetVerifier {

    private final Set<String> catalogue;

    /// A verifier against this catalogue.
    ///
    /// @param catalogue keys of the metrics that exist
    public SegmentSetVerifier(Set<String> catalogue) {
        this.catalogue = Set.copyOf(catalogue);
    }

    /// Reads and checks a document: all findings, or those of reading alone when it cannot be read.
    public List<Finding> verify(JsonNode document) {
        return switch (SegmentSetReader.read(document)) {
            case DocumentReading.Unreadable<SegmentSet>(List<Finding> findings) -> findings;
            case DocumentReading.Readable<SegmentSet>(SegmentSet set) -> verify(set);
        };
    }

    /// Checks a set that has been read.
    public List<Finding> verify(SegmentSet set) {
        Report report = new Report();
        new ConditionCheck(catalogue, report).check("/population", set.population());
        scores(set.scores(), report);
        Set<String> comparable = new HashSet<>(catalogue);
        set.scores().forEach(score -> comparable.add(score.key()));
        ConditionCheck conditions = new ConditionCheck(comparable, report);
        List<Segment> segments = set.segments();
        report.duplicates(
                "/segments", "key", segments.stream().map(Segment::key).toList());
        for (int i = 0; i < segments.size(); i++) {
            conditions.check("/segments/" + i + "/when", segments.get(i).when());
        }
        return report.findings();
    }

    private void scores(List<SegmentScore> scores, Report report) {
        report.duplicates(
                "/scores", "key", scores.stream().map(SegmentScore::key).toList());
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < scores.size(); i++) {
            String pointer = "/scores/" + i;
            SegmentScore score = scores.get(i);
            if (catalogue.contains(score.key())) {
                report.error(pointer + "/key", "KEY_OF_A_METRIC", "There is a metric \"" + score.key() + "\".");
            }
            switch (score) {
                case SegmentScore.Bin bin -> {
                    if (!catalogue.contains(bin.metric())) {
                        report.error(
                                pointer + "/metric", "UNKNOWN_METRIC", "There is no metric \"" + bin.metric() + "\".");
                    }
                }
                case SegmentScore.Mean mean -> {
                    for (int k = 0; k < mean.of().size(); k++) {
                        if (!earlier.contains(mean.of().get(k))) {
                            report.error(
                                    pointer + "/mean/" + k,
                                    "UNKNOWN_SCORE",
                                    "No earlier score has the key \""
                                            + mean.of().get(k) + "\".");
                        }
                    }
                }
            }
            earlier.add(score.key());
        }
    }
}
