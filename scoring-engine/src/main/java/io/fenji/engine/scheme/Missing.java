package io.fenji.engine.scheme;

import java.math.BigDecimal;

/// What absence of a criterion's metric means.
public sealed interface Missing {

    /// `"missing": {"points": 20}`: fixed points, 0 to 100.
    record Points(BigDecimal points) implements Missing {}

    /// `"missing": "neutral"`: 50 points, as if in the middle of the scale.
    record Neutral() implements Missing {}

    /// `"missing": "redistribute"`: the criterion is left out and its weight goes to the other
    /// criteria of the dimension in proportion to theirs; a dimension with none left goes the same
    /// way among the dimensions. A customer with nothing left has no score.
    record Redistribute() implements Missing {}

    /// `"missing": "ineligible"`: the customer has no score, and whatever the cut, a tier only if a
    /// rule gives one.
    record Ineligible() implements Missing {}
}
