package io.fenji.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Migration.MigrationCell;
import io.fenji.report.content.Migration.Mover;
import io.fenji.report.content.RunReference;
import io.fenji.report.content.TierProfile;
import io.fenji.report.render.PageView.Cell;
import io.fenji.report.render.PageView.Chart;
import io.fenji.report.render.PageView.Column;
import io.fenji.report.render.PageView.Row;
import io.fenji.report.render.PageView.Section;
import io.fenji.report.render.PageView.Table;
import io.fenji.report.render.PageView.Tile;
import io.fenji.report.text.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who rose, who fell, since an earlier run.
final class MigrationSection {
    private static final String ID = "migration";

    private final Presenter page;
    private final Migration migration;
    /// Keys of the tiers in order, null ("in no tier") last.
    private final List<@Nullable String> places = new ArrayList<>();
    /// The first of them are tiers in force; between the others there is no up and down.
    private final int comparable;

    MigrationSection(Presenter page) {
        this.page = page;
        this.migration = page.content().migration();
        page.content().distribution().stream().map(TierProfile::tier).forEach(places::add);
        for (MigrationCell cell : migration.cells()) {
            // Tiers of now are in the distribution, those held then only are not.
            if (cell.from() != null && !places.contains(cell.from())) {
                places.add(cell.from());
            }
        }
        comparable = page.content().criteria().tiers().size();
        places.add(null);
    }

    Section section() {
        if (!migration.available() || migration.from() == null || migration.to() == null) {
            return new Section(
                    page.entry(ID),
                    page.text(migration.to() == null ? "migration.none" : "migration.one"),
                    List.of(),
                    null,
                    List.of(),
                    List.of());
        }
        String from = date(migration.from());
        String to = date(migration.to());
        List<Table> tables = new ArrayList<>();
        tables.add(matrix(from, to));
        movers("risers", migration.risers(), tables);
        movers("fallers", migration.fallers(), tables);
        return new Section(
                page.entry(ID),
                page.texts().get("migration.lead", from, to),
                tiles(),
                moved() == 0 ? null : new Chart(ID, page.texts().get("migration.chart", from, to), 380),
                tables,
                notes(migration.from(), migration.to()));
    }

    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("from", page.text("migration.before")).put("to", page.text("migration.now"));
        ArrayNode nodes = data.putArray("places");
        for (int i = 0; i < places.size(); i++) {
            nodes.addObject()
                    .put("name", page.tierName(places.get(i)))
                    .put("colour", places.get(i) == null ? 0 : Presenter.colour(i, places.size() - 1));
        }
        ArrayNode links = data.putArray("links");
        for (MigrationCell cell : migration.cells()) {
            links.addObject()
                    .put("from", places.indexOf(cell.from()))
                    .put("to", places.indexOf(cell.to()))
                    .put("n", cell.customers())
                    .put("text", page.texts().counted("customers", cell.customers()));
        }
        return data;
    }

    private long moved() {
        return migration.rose() + migration.fell() + migration.entered() + migration.left() + migration.incomparable();
    }

    private String date(RunReference run) {
        return page.formats().date(run.businessDate());
    }

    private List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>(List.of(
                tile("rose", migration.rose()),
                tile("fell", migration.fell()),
                tile("entered", migration.entered()),
                tile("left", migration.left()),
                tile("unchanged", migration.unchanged())));
        if (migration.incomparable() > 0) {
            tiles.add(tile("incomparable", migration.incomparable()));
        }
        return tiles;
    }

    private Tile tile(String key, long customers) {
        return new Tile(page.text("migration." + key), Formats.count(customers), null);
    }

    private List<String> notes(RunReference from, RunReference to) {
        return Objects.equals(from.schemeVersion(), to.schemeVersion())
                ? List.of()
                : List.of(page.text("migration.versions"));
    }

    private Table matrix(String from, String to) {
        List<Column> columns = new ArrayList<>();
        columns.add(page.column("migration.corner"));
        places.forEach(place -> columns.add(new Column(page.tierName(place), "num")));
        columns.add(page.numbers("column.total"));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            List<Cell> cells = new ArrayList<>();
            long total = 0;
            for (int j = 0; j < places.size(); j++) {
                long customers = customers(places.get(i), places.get(j));
                total += customers;
                cells.add(new Cell(
                        customers == 0 ? Formats.NONE : Formats.count(customers),
                        customers == 0 ? "num zero" : "num " + direction(i, j),
                        null));
            }
            cells.add(Cell.number(Formats.count(total)));
            rows.add(new Row(name(places.get(i)), cells));
        }
        return new Table(
                "migration-table", page.texts().get("migration.table", from, to), false, columns, rows, total());
    }

    private Row total() {
        List<Cell> cells = new ArrayList<>();
        long all = 0;
        for (@Nullable String to : places) {
            long customers = migration.cells().stream()
                    .filter(cell -> Objects.equals(cell.to(), to))
                    .mapToLong(MigrationCell::customers)
                    .sum();
            all += customers;
            cells.add(Cell.number(Formats.count(customers)));
        }
        cells.add(Cell.number(Formats.count(all)));
        return new Row(Cell.text(page.text("column.total")), cells);
    }

    private Cell name(@Nullable String place) {
        return place == null ? Cell.text(page.text("tier.none")) : page.tier(place, page.tierName(place));
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

    private void movers(String key, List<Mover> movers, List<Table> tables) {
        if (movers.isEmpty()) {
            return;
        }
        tables.add(new Table(
                "migration-" + key,
                page.texts()
                        .get("migration." + key, page.content().spendMetric().name()),
                false,
                List.of(
                        page.column("column.customer"),
                        page.column("column.from"),
                        page.column("column.to"),
                        page.numbers("column.spend")),
                movers.stream()
                        .map(mover -> new Row(
                                CustomerSection.customer(mover.label(), mover.key()),
                                List.of(
                                        page.tier(mover.from(), mover.fromName()),
                                        page.tier(mover.to(), mover.toName()),
                                        Cell.number(page.formats().money(mover.spend())))))
                        .toList(),
                null));
    }
}
