package io.fenji.engine.evaluation;

/// What a tier takes of a [Trial]'s customer as long as no condition turns and no metric comes or goes.
public sealed interface Demand {

    /// It is had.
    record Nothing() implements Demand {}

    /// It cannot be had.
    record Impossible() implements Demand {}

    /// A score.
    ///
    /// @param least scaled
    record LeastScore(long least) implements Demand {}

    /// To be nearest to one of the first clusters.
    ///
    /// @param last the last of these
    record NearTo(int last) implements Demand {}
}
