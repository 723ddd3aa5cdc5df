package io.fenji.scoring.correction;

import io.fenji.scoring.history.Timeline;
import java.util.List;
import java.util.Map;

/// What a customer's past in a scheme is evaluated from, besides its metrics.
///
/// @param others the customer's tiers in the schemes that this one looks at
/// @param ladders the tiers of those schemes, the highest first
/// @param begin where the customer stood before the first day
/// @param days one after another, perhaps none
/// @param onlyRecorded whether times of which nothing is recorded are left alone
record Plan(
        Timeline recorded,
        Map<String, String> attributes,
        Map<String, Timeline> others,
        Map<String, List<String>> ladders,
        Stay begin,
        List<PastDay> days,
        boolean onlyRecorded) {}
