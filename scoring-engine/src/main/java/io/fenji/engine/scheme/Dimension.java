package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A weighted group of criteria: value, behaviour, loyalty, potential.
///
/// @param name by language tag; empty when the document gives none
/// @param weight any number from 0; weights are normalised over the dimensions, so 0.6/0.4 and
///     60/40 are the same
public record Dimension(String key, Map<String, String> name, BigDecimal weight, List<Criterion> criteria) {

    public Dimension {
        name = Map.copyOf(name);
        criteria = List.copyOf(criteria);
    }
}
