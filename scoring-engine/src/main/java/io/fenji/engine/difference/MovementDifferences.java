package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Scheme;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Differences of movement policies, reviews and calibrations.
final class MovementDifferences {

    private static final String UP = "/movement/upgrade";
    private static final String DOWN = "/movement/downgrade";

    private MovementDifferences() {}

    static void find(Differences found, Scheme was, Scheme is) {
        Movement.Upgrade upBefore = was.movement().upgrade();
        Movement.Upgrade up = is.movement().upgrade();
        Movement.Downgrade downBefore = was.movement().downgrade();
        Movement.Downgrade down = is.movement().downgrade();
        change(
                found,
                "UPGRADE_TIME_CHANGED",
                UP,
                Words.when(upBefore.at()),
                Words.when(up.at()),
                upBefore.at() != up.at());
        number(found, "UPGRADE_STEPS_CHANGED", UP + "/maxSteps", upBefore.maxSteps(), up.maxSteps());
        change(
                found,
                "DOWNGRADE_TIME_CHANGED",
                DOWN,
                Words.when(downBefore.at()),
                Words.when(down.at()),
                downBefore.at() != down.at());
        number(found, "GRACE_CHANGED", DOWN + "/graceDays", downBefore.graceDays(), down.graceDays());
        number(found, "MINIMUM_STAY_CHANGED", DOWN + "/minStayDays", downBefore.minStayDays(), down.minStayDays());
        number(found, "DOWNGRADE_STEPS_CHANGED", DOWN + "/maxSteps", downBefore.maxSteps(), down.maxSteps());
        change(
                found,
                "RENEWAL_CHANGED",
                DOWN + "/renewal",
                renewal(downBefore.renewal()),
                renewal(down.renewal()),
                !Objects.equals(downBefore.renewal(), down.renewal()));
        change(
                found,
                "REVIEW_CHANGED",
                "/review",
                Words.review(was.review()),
                Words.review(is.review()),
                !was.review().equals(is.review()));
        change(
                found,
                "CALIBRATE_CHANGED",
                "/calibrate",
                Words.schedule(was.calibrate()),
                Words.schedule(is.calibrate()),
                !Objects.equals(was.calibrate(), is.calibrate()));
    }

    private static Phrase renewal(@Nullable Condition renewal) {
        return renewal == null ? Words.SENTENCES.phrase("none") : Words.condition(renewal);
    }

    private static void number(Differences found, String code, String pointer, int was, int is) {
        change(found, code, pointer, Words.orNone(was), Words.orNone(is), was != is);
    }

    private static void change(Differences found, String code, String pointer, Phrase was, Phrase is, boolean differs) {
        if (differs) {
            found.changed(code, pointer, pointer, was, is);
        }
    }
}
