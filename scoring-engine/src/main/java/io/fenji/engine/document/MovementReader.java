package io.fenji.engine.document;

import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Movement.When;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Schedule;
import io.fenji.engine.scheme.Schedule.Every;
import java.util.Set;

/// Reads movement policies, reviews and schedules.
final class MovementReader {

    private static final int MOST_DAYS = 3_650;
    private static final int MOST_STEPS = 49;

    private MovementReader() {}

    static Movement movement(Place place) {
        if (!place.isObjectOf(Set.of("upgrade", "downgrade"), Set.of())) {
            return Movement.AT_ONCE;
        }
        return new Movement(
                place.has("upgrade") ? upgrade(place.at("upgrade")) : Movement.AT_ONCE.upgrade(),
                place.has("downgrade") ? downgrade(place.at("downgrade")) : Movement.AT_ONCE.downgrade());
    }

    private static Movement.Upgrade upgrade(Place place) {
        if (place.node().isTextual()) {
            return new Movement.Upgrade(when(place), 0);
        }
        return place.isObjectOf(Set.of("at", "maxSteps"), Set.of())
                ? new Movement.Upgrade(at(place), number(place, "maxSteps", 1, MOST_STEPS))
                : Movement.AT_ONCE.upgrade();
    }

    private static Movement.Downgrade downgrade(Place place) {
        if (place.node().isTextual()) {
            return new Movement.Downgrade(when(place), 0, 0, 0, null);
        }
        return place.isObjectOf(Set.of("at", "graceDays", "minStayDays", "maxSteps", "renewal"), Set.of())
                ? new Movement.Downgrade(
                        at(place),
                        number(place, "graceDays", 0, MOST_DAYS),
                        number(place, "minStayDays", 0, MOST_DAYS),
                        number(place, "maxSteps", 1, MOST_STEPS),
                        place.has("renewal") ? ConditionReader.read(place.at("renewal")) : null)
                : Movement.AT_ONCE.downgrade();
    }

    private static When at(Place place) {
        return place.has("at") ? when(place.at("at")) : When.IMMEDIATE;
    }

    private static When when(Place place) {
        return switch (place.node().asText()) {
            case "immediate" -> When.IMMEDIATE;
            case "review" -> When.REVIEW;
            default -> {
                place.fault("BAD_VALUE", "immediate, review");
                yield When.IMMEDIATE;
            }
        };
    }

    private static int number(Place place, String property, int least, int most) {
        return place.has(property) ? place.at(property).integer(least, most) : 0;
    }

    static Review review(Place place) {
        if (place.node().path("every").asText().equals("anniversary")) {
            place.isObjectOf(Set.of("every"), Set.of());
            return new Review.Anniversary();
        }
        return new Review.OnDates(schedule(place, "month, quarter, year and anniversary"));
    }

    static Schedule schedule(Place place) {
        return schedule(place, "month, quarter and year");
    }

    private static Schedule schedule(Place place, String known) {
        Schedule standIn = new Schedule(Every.MONTH, 1, 1);
        if (!place.isObjectOf(Set.of("every", "month", "day"), Set.of()) || !place.requires("every")) {
            return standIn;
        }
        int day = Math.max(1, number(place, "day", 1, 31));
        return switch (place.at("every").node().asText()) {
            case "month" -> new Schedule(Every.MONTH, withoutMonth(place), day);
            case "quarter" -> new Schedule(Every.QUARTER, withoutMonth(place), day);
            case "year" -> new Schedule(Every.YEAR, Math.max(1, number(place, "month", 1, 12)), day);
            default -> {
                place.at("every").fault("BAD_VALUE", known);
                yield standIn;
            }
        };
    }

    private static int withoutMonth(Place place) {
        if (place.has("month")) {
            place.at("month").fault("BAD_VALUE.month");
        }
        return 1;
    }
}
