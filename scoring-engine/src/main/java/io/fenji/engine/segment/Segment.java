package io.fenji.engine.segment;

import io.fenji.engine.scheme.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A saved condition with names.
///
/// @param name by language tag
/// @param when on metrics, attributes and the set's scores; in the segment are those of the population
///     where it is true
public record Segment(String key, Map<String, String> name, Map<String, String> description, Condition when) {

    public Segment {
        name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }
}
