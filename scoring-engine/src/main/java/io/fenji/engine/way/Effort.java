package io.fenji.engine.way;

/// How far a search goes.
///
/// @param together at most so many levers are pulled together
/// @param levers combinations are made of at most so many levers, those with most to gain; single ones
///     of all
/// @param atOnce where these do not do, so many are pulled at once
/// @param perGroup at most so many ways are listed of the same levers; where there are more, some that
///     are even
/// @param boxes at most so many ranges of amounts are looked at for the same levers
/// @param allBoxes and in all, for single levers and for combinations
public record Effort(int together, int levers, int atOnce, int perGroup, int boxes, int allBoxes) {

    /// For a caller who waits for the answer.
    public static final Effort USUAL = new Effort(3, 8, 10, 60, 4_000, 200_000);

    /// A part of it, for one of several searches.
    Effort part(int of) {
        return new Effort(together, levers, atOnce, perGroup, Math.max(1, boxes / of), Math.max(1, allBoxes / of));
    }
}
