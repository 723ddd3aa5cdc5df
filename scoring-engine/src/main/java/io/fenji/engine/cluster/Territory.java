package io.fenji.engine.cluster;

/// Says in which cluster a point is.
@FunctionalInterface
public interface Territory {

    /// The cluster, from 0; -1 when there is none.
    ///
    /// @param points coordinates, not changed
    /// @param at where those of the point begin
    int of(int[] points, int at);
}
