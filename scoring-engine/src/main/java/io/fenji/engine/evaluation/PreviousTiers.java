package io.fenji.engine.evaluation;

/// The tier each customer has had so far from the cut (before rules), for hysteresis; a position in
/// [io.fenji.engine.scheme.Scheme#tiers()], or anything below 0 for none.
@FunctionalInterface
public interface PreviousTiers {

    /// Nobody has had a tier.
    PreviousTiers NONE = row -> -1;

    int at(int row);
}
