package io.fenji.scoring.correction;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What has come late, as far as it shows in the metrics of one day. In units of 0.0001.
///
/// @param known the metrics of the day as they were known
/// @param now the same as they are known now
/// @param recorded number of the last change that had been recorded before anything was corrected for
/// it
record Late(Map<String, Long> known, Map<String, Long> now, long recorded) {

    /// A day's metrics without it: less the difference, which is exact for sums and for what counts
    /// days.
    Map<String, Long> takenFrom(Map<String, Long> metrics) {
        Map<String, Long> without = new HashMap<>(metrics);
        TreeSet<String> keys = new TreeSet<>(known.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            Long before = known.get(key);
            Long after = now.get(key);
            if (before == null) {
                without.remove(key);
            } else if (after == null) {
                without.put(key, before);
            } else if (!Objects.equals(before, after)) {
                without.computeIfPresent(key, (same, value) -> value - after + before);
            }
        }
        return without;
    }
}
