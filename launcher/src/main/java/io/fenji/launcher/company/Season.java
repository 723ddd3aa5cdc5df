package io.fenji.launcher.company;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;

/// Demand of each day of the history against an ordinary day, which is 1: shopping festivals (618, 双11, 双12), the
/// run-up to the Chinese New Year and the quiet week after it, the October holiday; for organisations working days and
/// quarter ends instead.
final class Season {
    private static final Map<Integer, MonthDay> NEW_YEAR = Map.ofEntries(
            Map.entry(2020, MonthDay.of(1, 25)),
            Map.entry(2021, MonthDay.of(2, 12)),
            Map.entry(2022, MonthDay.of(2, 1)),
            Map.entry(2023, MonthDay.of(1, 22)),
            Map.entry(2024, MonthDay.of(2, 10)),
            Map.entry(2025, MonthDay.of(1, 29)),
            Map.entry(2026, MonthDay.of(2, 17)),
            Map.entry(2027, MonthDay.of(2, 6)),
            Map.entry(2028, MonthDay.of(1, 26)),
            Map.entry(2029, MonthDay.of(2, 13)),
            Map.entry(2030, MonthDay.of(2, 3)));
    /// Used for years outside the table: the middle of the possible days.
    private static final MonthDay SOME_NEW_YEAR = MonthDay.of(2, 5);

    private final double[] persons;
    private final double[] organisations;

    Season(LocalDate firstDay, int days) {
        persons = new double[days];
        organisations = new double[days];
        for (int i = 0; i < days; i++) {
            LocalDate day = firstDay.plusDays(i);
            persons[i] = persons(day);
            organisations[i] = organisations(day);
        }
    }

    double factor(boolean organisation, int day) {
        return organisation ? organisations[day] : persons[day];
    }

    /// An upper bound of all factors, for thinning.
    double peak(boolean organisation) {
        return organisation ? 2.2 : 4.2;
    }

    boolean promotion(int day) {
        return persons[day] >= 1.5;
    }

    private static double persons(LocalDate date) {
        int month = date.getMonthValue();
        int day = date.getDayOfMonth();
        if (month == 6 && day <= 20) {
            return day == 18 ? 3.2 : day == 1 ? 2.2 : 1.6;
        }
        if (month == 11 && day <= 12) {
            return day == 11 ? 4.2 : day == 1 ? 2.6 : 1.7;
        }
        if (month == 12 && day >= 10 && day <= 12) {
            return 1.8;
        }
        long toNewYear = daysToNewYear(date);
        if (toNewYear >= 4 && toNewYear <= 24) {
            return 1.5;
        }
        if (toNewYear <= 3 && toNewYear >= -6) {
            return 0.45;
        }
        if (month == 10 && day <= 7) {
            return 1.2;
        }
        double weekend =
                date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY ? 1.12 : 1;
        return 0.86 * weekend;
    }

    private static double organisations(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return 0.15;
        }
        long toNewYear = daysToNewYear(date);
        if (toNewYear <= 3 && toNewYear >= -9) {
            return 0.1;
        }
        if (date.getMonthValue() == 10 && date.getDayOfMonth() <= 7) {
            return 0.1;
        }
        boolean quarterEnd = date.getMonthValue() % 3 == 0 && date.getDayOfMonth() >= 20;
        return quarterEnd ? 2.1 : 1.25;
    }

    private static long daysToNewYear(LocalDate date) {
        LocalDate newYear = NEW_YEAR.getOrDefault(date.getYear(), SOME_NEW_YEAR).atYear(date.getYear());
        return newYear.toEpochDay() - date.toEpochDay();
    }
}
