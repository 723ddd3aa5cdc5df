package io.fenji.scoring.segment;

import io.fenji.engine.segment.SegmentGroup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.Map;

/// A segment that a customer is in.
///
/// @param since the business date on which the customer came into it
@RegisterForReflection
public record CustomerSegment(
        String segment, String set, SegmentGroup group, Map<String, String> name, LocalDate since) {

    static CustomerSegment from(SegmentReader.Found found, LocalDate since) {
        return new CustomerSegment(
                found.segment().key(),
                found.set().key(),
                found.set().group(),
                found.segment().name(),
                since);
    }
}
