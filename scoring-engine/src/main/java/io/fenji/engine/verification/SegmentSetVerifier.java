package io.fenji.engine.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SegmentSetReader;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.segment.Segment;
import io.fenji.engine.segment.SegmentScore;
import io.fenji.engine.segment.SegmentSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks segment sets against a metric catalogue. Immutable.
public final class SegmentSetVerifier {

    private static final int MOST_SCHEMES = 20;

    private final Catalogue catalogue;

    /// A verifier against this catalogue.
    ///
    /// @param catalogue metrics, and the schemes whose tiers conditions look at
    public SegmentSetVerifier(Catalogue catalogue) {
        this.catalogue = catalogue;
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
        new ConditionCheck(catalogue.metrics(), report).check("/population", set.population());
        TierReferenceCheck tiers = new TierReferenceCheck(catalogue, report);
        tiers.check("/population", set.population());
        scores(set.scores(), report);
        Set<String> comparable = new HashSet<>(catalogue.metrics());
        set.scores().forEach(score -> comparable.add(score.key()));
        ConditionCheck conditions = new ConditionCheck(comparable, report);
        if (Scheme.reading(set.conditions()).schemes().size() > MOST_SCHEMES) {
            report.error("/segments", "TOO_MANY_SCHEMES.set", MOST_SCHEMES);
        }
        List<Segment> segments = set.segments();
        report.duplicates(
                "/segments", "key", segments.stream().map(Segment::key).toList());
        for (int i = 0; i < segments.size(); i++) {
            String pointer = "/segments/" + i + "/when";
            conditions.check(pointer, segments.get(i).when());
            tiers.check(pointer, segments.get(i).when());
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
            if (catalogue.metrics().contains(score.key())) {
                report.error(pointer + "/key", "KEY_OF_A_METRIC", score.key());
            }
            switch (score) {
                case SegmentScore.Bin bin -> {
                    if (!catalogue.metrics().contains(bin.metric())) {
                        report.error(pointer + "/metric", "UNKNOWN_METRIC", bin.metric());
                    }
                }
                case SegmentScore.Mean mean -> {
                    for (int k = 0; k < mean.of().size(); k++) {
                        if (!earlier.contains(mean.of().get(k))) {
                            report.error(
                                    pointer + "/mean/" + k,
                                    "UNKNOWN_SCORE",
                                    mean.of().get(k));
                        }
                    }
                }
            }
            earlier.add(score.key());
        }
    }
}
