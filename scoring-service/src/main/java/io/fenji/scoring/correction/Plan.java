package io.fenji.scoring.correction;

import io.fenji.scoring.history.Timeline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a customer's past in a scheme is evaluated from, besides its metrics.
///
/// @param others the customer's tiers in the schemes that this one looks at
/// @param othersBefore the same without what was corrected for these late facts
/// @param ladders the tiers of those schemes, the highest first
/// @param begin where the customer stood before the first day
/// @param days one after another, perhaps none
/// @param late what has come late; null for corrections that somebody asked for, which need no proof
/// and also go where nothing is recorded
record Plan(
        Timeline recorded,
        Map<String, String> attributes,
        Map<String, Timeline> others,
        Map<String, Timeline> othersBefore,
        Map<String, List<String>> ladders,
        Stay begin,
        List<PastDay> days,
        @Nullable Late late) {}
