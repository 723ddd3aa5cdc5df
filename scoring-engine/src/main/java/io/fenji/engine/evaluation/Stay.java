package io.fenji.engine.evaluation;

/// The stay of a single customer, whatever the row. Dates are days since 1970-01-01, or
/// [Stays#NO_DATE].
public record Stay(int heldTier, int heldSince, int endOfGrace, int lastReview, int kept) implements Stays {

    /// Where no tier is kept.
    public Stay(int heldTier, int heldSince, int endOfGrace, int lastReview) {
        this(heldTier, heldSince, endOfGrace, lastReview, -1);
    }

    @Override
    public int tier(int row) {
        return heldTier;
    }

    @Override
    public int since(int row) {
        return heldSince;
    }

    @Override
    public int graceUntil(int row) {
        return endOfGrace;
    }

    @Override
    public int reviewedOn(int row) {
        return lastReview;
    }

    @Override
    public int keptTier(int row) {
        return kept;
    }
}
