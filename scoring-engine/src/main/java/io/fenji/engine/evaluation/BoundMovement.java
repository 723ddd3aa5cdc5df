package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Movement.When;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import org.jspecify.annotations.Nullable;

/// A scheme's movement policy on one day. Moves one customer after the other; what came of it is in its own fields.
/// Moving a customer again on the same day from where the first move led, without reviews, changes nothing: so a
/// tier can be explained after it was given.
final class BoundMovement {

    private final Movement policy;
    private final boolean hasReviews;
    private final ReviewDates dates;
    private final @Nullable BoundCondition renewal;
    private final int today;
    private final boolean reviews;
    private final Stays stays;

    private int tier;
    private int since;
    private int graceUntil;
    private int reviewedOn;
    private @Nullable Waiting waiting;
    private int until;

    BoundMovement(Scheme scheme, MetricTable table, Situation situation) {
        policy = scheme.movement();
        hasReviews = !(scheme.review() instanceof Review.Never);
        dates = ReviewDates.bind(scheme.review(), table, situation.businessDate());
        Condition renews = policy.downgrade().renewal();
        renewal = renews == null ? null : BoundCondition.bind(renews, table);
        today = Math.toIntExact(situation.businessDate().toEpochDay());
        reviews = situation.reviews();
        stays = situation.stays();
    }

    /// Moves a customer.
    ///
    /// @param target the tier from the cut, or a [Standing.Reason#code()]
    void move(int row, int target) {
        waiting = null;
        until = Stays.NO_DATE;
        graceUntil = Stays.NO_DATE;
        reviewedOn = Stays.NO_DATE;
        since = Stays.NO_DATE;
        if (target < 0) {
            tier = target;
            return;
        }
        tier = stays.tier(row);
        if (tier < 0) {
            enter(target);
            reviewedOn = hasReviews ? today : Stays.NO_DATE;
            return;
        }
        since = stays.since(row) == Stays.NO_DATE ? today : stays.since(row);
        boolean due = review(row, stays.reviewedOn(row));
        if (target < tier) {
            up(row, target, due);
        } else if (target > tier) {
            graceUntil = stays.graceUntil(row);
            down(row, target, due);
        }
    }

    /// Notes the review that is due, if one is.
    private boolean review(int row, int last) {
        if (!hasReviews) {
            return false;
        }
        boolean due = reviews && last != Stays.NO_DATE && dates.last(row, since) > last;
        reviewedOn = due || last == Stays.NO_DATE ? today : last;
        return due;
    }

    private void up(int row, int target, boolean due) {
        Movement.Upgrade upgrade = policy.upgrade();
        if (upgrade.at() == When.REVIEW && !due) {
            wait(Waiting.UPGRADE_AT_REVIEW, dates.next(row, since));
        } else if (upgrade.at() == When.IMMEDIATE && upgrade.maxSteps() > 0 && since == today) {
            wait(Waiting.STEP, today + 1);
        } else {
            enter(upgrade.maxSteps() == 0 ? target : Math.max(target, tier - upgrade.maxSteps()));
            if (tier != target) {
                up(row, target, false);
            }
        }
    }

    private void down(int row, int target, boolean due) {
        Movement.Downgrade downgrade = policy.downgrade();
        boolean atReview = downgrade.at() == When.REVIEW;
        boolean inGrace = graceUntil != Stays.NO_DATE;
        int stay = since + downgrade.minStayDays();
        if (inGrace && today < graceUntil) {
            wait(Waiting.GRACE, graceUntil);
        } else if (!inGrace && atReview && (!due || today < stay)) {
            wait(Waiting.DOWNGRADE_AT_REVIEW, dates.next(row, since));
        } else if (renewal != null && renewal.test(row) == Truth.TRUE) {
            graceUntil = Stays.NO_DATE;
            wait(
                    atReview ? Waiting.DOWNGRADE_AT_REVIEW : Waiting.RENEWED,
                    atReview ? dates.next(row, since) : Stays.NO_DATE);
        } else if (!inGrace && downgrade.graceDays() > 0) {
            graceUntil = today + downgrade.graceDays();
            wait(Waiting.GRACE, graceUntil);
        } else if (today < stay) {
            wait(Waiting.MINIMUM_STAY, stay);
        } else if (downgrade.maxSteps() > 0 && since == today) {
            wait(Waiting.STEP, today + 1);
        } else {
            graceUntil = Stays.NO_DATE;
            enter(downgrade.maxSteps() == 0 ? target : Math.min(target, tier + downgrade.maxSteps()));
            if (tier != target) {
                down(row, target, false);
            }
        }
    }

    private void enter(int target) {
        tier = target;
        since = today;
    }

    private void wait(Waiting why, int date) {
        waiting = why;
        until = date;
    }

    int tier() {
        return tier;
    }

    /// The tier after so many more moves up to a target that waits, each as soon as may be.
    int tierAfter(int target, int moves) {
        int most = policy.upgrade().maxSteps();
        return most == 0 ? target : Math.max(target, tier - most * moves);
    }

    /// The day of the last of these moves, as far as the policy says one.
    int dayOf(int row, int moves) {
        return policy.upgrade().at() == When.REVIEW ? dates.later(row, since, moves - 1) : until + moves - 1;
    }

    int since() {
        return since;
    }

    int graceUntil() {
        return graceUntil;
    }

    int reviewedOn() {
        return reviewedOn;
    }

    @Nullable
    Waiting waiting() {
        return waiting;
    }

    /// When the wait ends at the earliest, or [Stays#NO_DATE].
    int until() {
        return until;
    }
}
