package io.fenji.report.section;

import io.fenji.report.content.Migration;
import io.fenji.report.content.Migration.MigrationCell;
import io.fenji.report.content.Migration.Mover;
import io.fenji.report.content.RunReference;
import io.fenji.report.content.TierProfile;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Chart.Series;
import io.fenji.report.document.KeyFigures;
import io.fenji.report.document.KeyFigures.Figure;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Table.Column;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who rose, who fell, since an earlier run.
final class MigrationSection {
    private final Subject subject;
    private final Migration migration;
    /// Keys of the tiers in order, null ("in no tier") last.
    private final List<@Nullable String> places = new ArrayList<>();
    /// The first of them are tiers in force; between the others there is no up and down.
    private final int comparable;

    private MigrationSection(Subject subject) {
        this.subject = subject;
        this.migration = subject.content().migration();
        subject.content().distribution().stream().map(TierProfile::tier).forEach(places::add);
        for (MigrationCell cell : migration.cells()) {
            // Tiers of now are in the distribution, those held then only are not.
            if (cell.from() != null && !places.contains(cell.from())) {
                places.add(cell.from());
            }
        }
        comparable = subject.content().criteria().tiers().size();
        places.add(null);
    }

    static Section of(Subject subject) {
        Migration migration = subject.content().migration();
        if (!migration.available() || migration.from() == null || migration.to() == null) {
            return subject.section(
                    "migration",
                    List.of(Paragraph.lead(subject.text(migration.to() == null ? "migration.none" : "migration.one"))));
        }
        return subject.section("migration", new MigrationSection(subject).blocks(migration.from(), migration.to()));
    }

    private List<Block> blocks(RunReference earlier, RunReference later) {
        String from = subject.formats().date(earlier.businessDate());
        String to = subject.formats().date(later.businessDate());
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.lead(subject.texts().get("migration.lead", from, to)));
        blocks.add(figures());
        if (moved() > 0) {
            blocks.add(chart(from, to));
        }
        blocks.add(matrix(from, to));
        if (!subject.content().insights().moves().isEmpty()) {
            blocks.add(reasons());
        }
        movers("risers", migration.risers(), blocks);
        movers("fallers", migration.fallers(), blocks);
        if (!Objects.equals(earlier.schemeVersion(), later.schemeVersion())) {
            blocks.add(Paragraph.note(subject.text("migration.versions")));
        }
        return blocks;
    }

    private long moved() {
        return migration.rose() + migration.fell() + migration.entered() + migration.left() + migration.incomparable();
    }

    private KeyFigures figures() {
        List<Figure> figures = new ArrayList<>(List.of(
                figure("rose", migration.rose()),
                figure("fell", migration.fell()),
                figure("entered", migration.entered()),
                figure("left", migration.left()),
                figure("unchanged", migration.unchanged())));
        if (migration.incomparable() > 0) {
            figures.add(figure("incomparable", migration.incomparable()));
        }
        return new KeyFigures(figures);
    }

    private Figure figure(String key, long customers) {
        return subject.figure("migration." + key, ValueType.COUNT, customers, null);
    }

    private Chart chart(String from, String to) {
        List<Series> sources = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            @Nullable String source = places.get(i);
            sources.add(Series.of(
                    subject.tierName(source),
                    colour(i),
                    places.stream()
                            .map(target -> BigDecimal.valueOf(customers(source, target)))
                            .toList()));
        }
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            colours.add(colour(i));
        }
        return new Chart(
                "migration-chart",
                Chart.Kind.FLOW,
                subject.texts().get("migration.chart", from, to),
                ValueType.COUNT,
                subject.text("migration.before"),
                subject.text("migration.now"),
                places.stream().map(subject::tierName).toList(),
                colours,
                sources,
                List.of());
    }

    private String colour(int place) {
        return places.get(place) == null ? "muted-bar" : Subject.colour(place, places.size() - 1);
    }

    private Table matrix(String from, String to) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("from", subject.text("migration.corner"), ValueType.TIER));
        for (@Nullable String place : places) {
            columns.add(new Column(
                    String.format(Locale.ROOT, "to%d", columns.size()), subject.tierName(place), ValueType.COUNT));
        }
        columns.add(subject.column("total", ValueType.COUNT));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            List<Cell> cells = new ArrayList<>();
            cells.add(name(places.get(i)));
            long total = 0;
            for (int j = 0; j < places.size(); j++) {
                long customers = customers(places.get(i), places.get(j));
                total += customers;
                cells.add(Cell.styled(customers, customers == 0 ? "zero" : direction(i, j)));
            }
            cells.add(Cell.of(total));
            rows.add(cells);
        }
        return new Table(
                "migration-table", subject.texts().get("migration.table", from, to), false, columns, rows, total());
    }

    private List<Cell> total() {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.styled(subject.text("column.total"), "total"));
        long all = 0;
        for (@Nullable String to : places) {
            long customers = migration.cells().stream()
                    .filter(cell -> Objects.equals(cell.to(), to))
                    .mapToLong(MigrationCell::customers)
                    .sum();
            all += customers;
            cells.add(Cell.of(customers));
        }
        cells.add(Cell.of(all));
        return cells;
    }

    private Cell name(@Nullable String place) {
        return place == null
                ? Cell.styled(subject.text("tier.none"), "muted-bar")
                : subject.tier(place, subject.tierName(place));
    }

    private Table reasons() {
        return new Table(
                "migration-reasons",
                subject.text("moves.table"),
                false,
                List.of(
                        subject.column("reason", ValueType.TEXT),
                        new Column("rose", subject.text("migration.rose"), ValueType.COUNT),
                        new Column("fell", subject.text("migration.fell"), ValueType.COUNT)),
                subject.content().insights().moves().stream()
                        .map(each -> List.of(Cell.of(each.reason()), Cell.of(each.rose()), Cell.of(each.fell())))
                        .toList(),
                null);
    }

    private String direction(int from, int to) {
        int none = places.size() - 1;
        if (from == to) {
            return "same";
        }
        if (from == none || to == none || from >= comparable || to >= comparable) {
            return "cross";
        }
        return from > to ? "up" : "down";
    }

    private long customers(@Nullable String from, @Nullable String to) {
        return migration.cells().stream()
                .filter(cell -> Objects.equals(cell.from(), from) && Objects.equals(cell.to(), to))
                .mapToLong(MigrationCell::customers)
                .sum();
    }

    private void movers(String key, List<Mover> movers, List<Block> blocks) {
        if (movers.isEmpty()) {
            return;
        }
        blocks.add(new Table(
                "migration-" + key,
                subject.texts().get("migration." + key, subject.spendName()),
                false,
                List.of(
                        subject.column("customer", ValueType.TEXT),
                        subject.column("key", ValueType.TEXT),
                        subject.column("from", ValueType.TIER),
                        subject.column("to", ValueType.TIER),
                        subject.column("spend", ValueType.MONEY)),
                movers.stream()
                        .map(mover -> List.of(
                                CustomerSection.name(mover.label()),
                                Cell.of(mover.key()),
                                subject.tier(mover.from(), mover.fromName()),
                                subject.tier(mover.to(), mover.toName()),
                                Cell.of(mover.spend())))
                        .toList(),
                null));
    }
}
