package io.fenji.engine.evaluation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Schedule;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.time.LocalDate;

/// A scheme's reviews as they are for each customer on one day.
sealed interface ReviewDates {

    static ReviewDates bind(Review review, MetricTable table, LocalDate today) {
        return switch (review) {
            case Review.Never _ -> new Never();
            case Review.OnDates on ->
                new OnDates(
                        on.schedule(),
                        day(on.schedule().lastUpTo(today)),
                        day(on.schedule().nextAfter(today)));
            case Review.Anniversary _ -> new Anniversaries(table.metric(Review.Anniversary.METRIC), today);
        };
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    /// The last review that is not after today, or [Stays#NO_DATE].
    int last(int row, int since);

    /// The first one after today, or [Stays#NO_DATE].
    int next(int row, int since);

    /// The one so many after that.
    int later(int row, int since, int reviews);

    /// There are none.
    record Never() implements ReviewDates {
        @Override
        public int last(int row, int since) {
            return Stays.NO_DATE;
        }

        @Override
        public int next(int row, int since) {
            return Stays.NO_DATE;
        }

        @Override
        public int later(int row, int since, int reviews) {
            return Stays.NO_DATE;
        }
    }

    /// The same for all.
    record OnDates(Schedule schedule, int last, int next) implements ReviewDates {
        @Override
        public int last(int row, int since) {
            return last;
        }

        @Override
        public int next(int row, int since) {
            return next;
        }

        @Override
        public int later(int row, int since, int reviews) {
            LocalDate date = LocalDate.ofEpochDay(next);
            for (int i = 0; i < reviews; i++) {
                date = schedule.nextAfter(date);
            }
            return day(date);
        }
    }

    /// Each customer's own.
    record Anniversaries(MetricColumn tenure, LocalDate today) implements ReviewDates {
        @Override
        public int last(int row, int since) {
            LocalDate start = start(row, since);
            int years = yearsSince(start);
            return years < 1 ? Stays.NO_DATE : day(start.plusYears(years));
        }

        @Override
        public int next(int row, int since) {
            return later(row, since, 0);
        }

        @Override
        public int later(int row, int since, int reviews) {
            LocalDate start = start(row, since);
            return day(start.plusYears(Math.max(0, yearsSince(start)) + 1L + reviews));
        }

        /// Anniversaries up to today; that of 29 February is on the 28th in other years.
        private int yearsSince(LocalDate start) {
            int years = today.getYear() - start.getYear();
            return start.plusYears(years).isAfter(today) ? years - 1 : years;
        }

        private LocalDate start(int row, int since) {
            long days = tenure.at(row);
            return days == MetricColumn.ABSENT ? LocalDate.ofEpochDay(since) : today.minusDays(days / Fixed.ONE);
        }
    }
}
