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

    private static final int NOT_KEPT = -1;

    private final Movement policy;
    private final boolean hasReviews;
    private final ReviewDates dates;
    private final @Nullable BoundCondition renewal;
    private final int today;
    private final boolean reviews;
    private final Stays stays;
    private final ExistingTiers existing;

    private int tier;
    private int since;
    private int graceUntil;
    private int reviewedOn;
    private int kept;
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
        existing = situation.existing();
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
        kept = existing.holdOn(today) && target != Standing.Reason.OUTSIDE_POPULATION.code()
                ? stays.keptTier(row)
                : NOT_KEPT;
        if (target < 0) {
            tier = target;
            if (kept >= 0) {
                review(row, stays.reviewedOn(row), stays.reviewedOn(row));
            }
            return;
        }
        tier = stays.tier(row);
        if (tier < 0) {
            boolean known = kept >= 0 && stays.reviewedOn(row) != Stays.NO_DATE;
            review(row, known ? stays.reviewedOn(row) : Stays.NO_DATE, stays.reviewedOn(row));
            enter(target);
            return;
        }
        since = stays.since(row) == Stays.NO_DATE ? today : stays.since(row);
        boolean due = review(row, stays.reviewedOn(row), since);
        int wanted = wanted(target);
        if (wanted < tier) {
            up(row, wanted, due);
        } else if (wanted > tier) {
            graceUntil = stays.graceUntil(row);
            down(row, wanted, due);
        }
        if (tier == wanted && wanted != target) {
            waitForTheVersion(row);
        }
    }

    /// Where the customer is moved to, as far as the tier that is kept lets it.
    private int wanted(int target) {
        if (kept < 0 || target == tier) {
            return target;
        }
        if (existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW) {
            return tier;
        }
        return target > tier ? Math.min(target, Math.max(tier, kept)) : target;
    }

    private void waitForTheVersion(int row) {
        wait(
                existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW ? Waiting.VERSION_AT_REVIEW : Waiting.PROTECTED,
                endOfKeeping(row, since));
    }

    /// When nothing is kept any more, or [Stays#NO_DATE].
    private int endOfKeeping(int row, int entered) {
        int review = existing.endAtReview() ? dates.next(row, entered) : Stays.NO_DATE;
        boolean byDate = review == Stays.NO_DATE || (existing.until() != Stays.NO_DATE && existing.until() < review);
        return byDate ? existing.until() : review;
    }

    /// Whether the customer stays where it is until the version takes effect for it.
    boolean waitsForTheVersion() {
        return kept >= 0 && existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW;
    }

    /// The tier after rules, as far as the one that is kept lets it. Asked after [#move(int, int)].
    int keep(int code) {
        if (code == Standing.Reason.EXCLUDED.code()) {
            kept = NOT_KEPT;
        }
        if (kept < 0) {
            return code;
        }
        return existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW || code < 0 ? kept : Math.min(code, kept);
    }

    /// Notes the review that is due, if one is; it ends what is kept up to it.
    private boolean review(int row, int last, int entered) {
        if (!hasReviews) {
            return false;
        }
        boolean due = reviews && last != Stays.NO_DATE && dates.last(row, entered) > last;
        reviewedOn = due || last == Stays.NO_DATE ? today : last;
        if (due && existing.endAtReview()) {
            kept = NOT_KEPT;
        }
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

    /// The day of the last of these moves, or that on which the version takes effect where that is later.
    int dayOf(int row, int moves) {
        int first = waitsForTheVersion() ? endOfKeeping(row, since == Stays.NO_DATE ? reviewedOn : since) : until;
        if (moves <= 1 || first == Stays.NO_DATE) {
            return first;
        }
        return policy.upgrade().at() == When.REVIEW ? dates.later(row, since, moves - 1) : first + moves - 1;
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

    /// The tier that is kept from before the version took effect, or below 0.
    int kept() {
        return kept;
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
