package io.fenji.scoring.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.segment.SegmentGroup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A segment as clients see it.
///
/// @param when as its author wrote it
/// @param spend of its customers in 365 days, in the base currency
@RegisterForReflection
public record SegmentResponse(
        String key,
        String set,
        SegmentGroup group,
        Map<String, String> name,
        @Nullable Map<String, String> description,
        JsonNode when,
        long customers,
        BigDecimal spend,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf) {}
