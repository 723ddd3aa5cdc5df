package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.CrossTable.Cell;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which tier customers were in on one day and on a later one, and the changes between.
///
/// @param matrix every pair of tiers that customers are in; a null tier is "in none"
/// @param flows changes after the first day, by period
@RegisterForReflection
public record MigrationAnalysis(LocalDate from, LocalDate to, String every, List<Move> matrix, List<Flow> flows)
        implements Rows {
    static final List<String> PERIODS = List.of("day", "week", "month", "quarter", "year");

    /// Customers of a pair of tiers; null where it is not shown.
    @RegisterForReflection
    public record Move(
            @Nullable String from,
            @Nullable String to,
            @Nullable Long customers) {}

    /// Changes of a pair of tiers in the period that begins on a day; a customer may have changed more than once.
    @RegisterForReflection
    public record Flow(
            LocalDate period,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long changes) {}

    public MigrationAnalysis {
        matrix = List.copyOf(matrix);
        flows = List.copyOf(flows);
    }

    public static MigrationAnalysis read(Question question, LocalDate from, LocalDate to, String every) {
        String on = """
                (select customer_id, to_tier as tier from mart_tier_change m
                 where scheme = ? and day <= ? and (until_day is null or until_day > ?) and to_tier is not null%s)""".formatted(question.filters().onCustomer("m"));
        Object[] first =
                question.filters().values(new Object[] {question.scheme().key(), from, from});
        Object[] second =
                question.filters().values(new Object[] {question.scheme().key(), to, to});
        List<Cell<Optional<String>, Optional<String>>> cells = CrossTable.read(
                question,
                "select f.tier, t.tier, count(*), 0::numeric from %s f full join %s t using (customer_id) group by 1, 2"
                        .formatted(on, on),
                row -> Optional.ofNullable(row.getString(1)),
                row -> Optional.ofNullable(row.getString(2)),
                concat(first, second));
        return new MigrationAnalysis(from, to, every, matrix(question, cells), flows(question, from, to, every));
    }

    private static Object[] concat(Object[] first, Object[] second) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray();
    }

    private static List<Optional<String>> order(Question question, List<Optional<String>> held) {
        List<Optional<String>> keys = new ArrayList<>();
        question.scheme().tiers().forEach(tier -> keys.add(Optional.of(tier.key())));
        held.stream()
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .filter(key -> !keys.contains(Optional.of(key)))
                .forEach(key -> keys.add(Optional.of(key)));
        keys.add(Optional.empty());
        return keys;
    }

    private static List<Move> matrix(Question question, List<Cell<Optional<String>, Optional<String>>> cells) {
        List<Optional<String>> held =
                new ArrayList<>(cells.stream().map(Cell::row).toList());
        cells.forEach(cell -> held.add(cell.column()));
        List<Optional<String>> keys = order(question, held);
        CrossTable<Optional<String>, Optional<String>> table = CrossTable.of(keys, keys, cells, question.minGroup());
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                if (keys.get(i).isPresent() || keys.get(j).isPresent()) {
                    moves.add(new Move(
                            keys.get(i).orElse(null),
                            keys.get(j).orElse(null),
                            table.at(i, j, question.currency()).customers()));
                }
            }
        }
        return moves;
    }

    private record Pair(@Nullable String from, @Nullable String to, long changes) {}

    private static List<Flow> flows(Question question, LocalDate from, LocalDate to, String every) {
        TreeMap<LocalDate, List<Pair>> periods = new TreeMap<>();
        Sql.each(
                question.connection(),
                0,
                """
                select date_trunc('%s', m.day::timestamp)::date, from_tier, to_tier, count(*)
                from mart_tier_change m
                where scheme = ? and day > ? and day <= ? and from_tier is distinct from to_tier%s
                group by 1, 2, 3 order by 1, 2 nulls last, 3 nulls last""".formatted(every, question.filters().onCustomer("m")),
                row -> periods.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new ArrayList<>())
                        .add(new Pair(row.getString(2), row.getString(3), row.getLong(4))),
                question.filters().values(new Object[] {question.scheme().key(), from, to}));
        List<Flow> flows = new ArrayList<>();
        periods.forEach((period, pairs) -> {
            boolean[] hidden =
                    Suppression.of(pairs.stream().mapToLong(Pair::changes).toArray(), question.minGroup());
            for (int i = 0; i < pairs.size(); i++) {
                Pair pair = pairs.get(i);
                flows.add(new Flow(period, pair.from(), pair.to(), hidden[i] ? null : pair.changes()));
            }
        });
        return flows;
    }

    @Override
    public List<String> columns() {
        return List.of("period", "from", "to", "customers");
    }

    /// The matrix has no period.
    @Override
    public List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        matrix.forEach(move -> rows.add(Cells.of(null, move.from(), move.to(), move.customers())));
        flows.forEach(flow -> rows.add(Cells.of(flow.period(), flow.from(), flow.to(), flow.changes())));
        return rows;
    }
}
