package io.fenji.engine.evaluation;

/// The stay of a single customer, whatever the row. Dates are days since 1970-01-01, or
/// [Stays#NO_DATE].
public record Stay(int heldTier, int heldSince, int endOfGrace, int lastReview) implements Stays {

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
}
