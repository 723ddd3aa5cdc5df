package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What categories customers bought, as sets, each with how many customers of a tier bought exactly these: from them
/// all
/// pairs follow without reading customers again.
///
/// @param categories those that most customers bought, 60 at most; a set's bit i is the i-th
record CategorySets(List<String> categories, List<CategorySet> sets) {
    private static final int MOST = 60;

    /// A set and its customers.
    record CategorySet(int rank, long categories, long customers) {}

    /// Of what was bought in the days up to the question's.
    static CategorySets read(Question question, int days) throws SQLException {
        LocalDate after = question.asOf().minusDays(days);
        String bought = """
            select l.customer_id, b.rank, l.category
            from mart_line l join (select * %s) b on b.customer_id = l.customer_id
            where l.day > ? and l.day <= ? and l.quantity > 0 and l.category <> ''
            group by 1, 2, 3""".formatted(question.base());
        List<String> categories = Sql.list(
                question.connection(),
                "select category from (%s) bought group by 1 order by count(*) desc, category collate \"C\" limit %d"
                        .formatted(bought, MOST),
                row -> row.getString(1),
                question.values(after, question.asOf()));
        List<CategorySet> sets = new ArrayList<>();
        Sql.each(
                question.connection(),
                0,
                """
                with sets as (
                    select bought.customer_id, bit_or(1::bigint << (c.place - 1)::int) as categories
                    from (%s) bought join unnest(?::text[]) with ordinality as c (category, place) using (category) group by 1)
                select b.rank, coalesce(s.categories, 0), count(*)
                from (select * %s) b left join sets s using (customer_id) group by 1, 2""".formatted(bought, question.base()),
                row -> sets.add(new CategorySet(row.getInt(1), row.getLong(2), row.getLong(3))),
                question.filters()
                        .values(question.values(
                                after,
                                question.asOf(),
                                question.connection().createArrayOf("text", categories.toArray()))));
        return new CategorySets(categories, sets);
    }

    /// What one customer bought.
    static long of(Question question, UUID customer, int days, List<String> categories) {
        List<String> bought = Sql.list(
                question.connection(),
                """
                select distinct category from mart_line
                where customer_id = ? and day > ? and day <= ? and quantity > 0""",
                row -> row.getString(1),
                customer,
                question.asOf().minusDays(days),
                question.asOf());
        long set = 0;
        for (String category : bought) {
            int at = categories.indexOf(category);
            set |= at < 0 ? 0 : 1L << at;
        }
        return set;
    }

    /// Customers of a tier, 0 for all.
    long customers(int rank) {
        return sets.stream()
                .filter(set -> rank == 0 || set.rank() == rank)
                .mapToLong(CategorySet::customers)
                .sum();
    }

    /// How many customers of a tier, 0 for all, bought both of each pair; a category with itself: how many bought it.
    long[][] pairs(int rank) {
        long[][] pairs = new long[categories.size()][categories.size()];
        for (CategorySet set : sets) {
            if (rank != 0 && set.rank() != rank) {
                continue;
            }
            for (long a = set.categories(); a != 0; a &= a - 1) {
                long[] line = pairs[Long.numberOfTrailingZeros(a)];
                for (long b = set.categories(); b != 0; b &= b - 1) {
                    line[Long.numberOfTrailingZeros(b)] += set.customers();
                }
            }
        }
        return pairs;
    }
}
