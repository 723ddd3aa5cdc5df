package io.fenji.customer.feedback;

/// What kind of answer it is, and what it has.
public enum FeedbackType {
    CSAT(1, 5),
    NPS(0, 10),
    COMPLAINT(0, -1),
    REVIEW(0, -1),
    REFERRAL(0, -1);

    private final int lowest;
    private final int highest;

    FeedbackType(int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    boolean hasScore() {
        return lowest <= highest;
    }

    int lowest() {
        return lowest;
    }

    int highest() {
        return highest;
    }
}
