package io.fenji.report.render;

import io.fenji.report.content.Criteria;
import io.fenji.report.content.ReportContent.Definition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page as its template sees it: every number already written, nothing left to decide but where it stands.
public record PageView(
        String language,
        String otherLanguageName,
        String title,
        String scheme,
        String spendNote,
        List<Fact> facts,
        List<String> notes,
        List<Tile> tiles,
        List<String> summary,
        Criteria criteria,
        List<CriteriaDimension> dimensions,
        List<CriteriaTier> criteriaTiers,
        List<Section> sections,
        List<Definition> method,
        List<Entry> contents,
        Labels labels) {

    /// A line of the contents.
    public record Entry(String id, String number, String title) {}

    public record Fact(String label, String value) {}

    public record Tile(String label, String value, @Nullable String detail) {}

    /// A section of charts and tables.
    public record Section(
            Entry entry,
            String lead,
            List<Tile> tiles,
            @Nullable Chart chart,
            List<Table> tables,
            List<String> notes) {}

    /// Where a chart is drawn; `description` says in words what it shows.
    public record Chart(String id, String description, int height) {}

    /// A table with a caption.
    ///
    /// @param folded whether it stands behind its chart: folded away once the chart is drawn
    public record Table(
            String id,
            String caption,
            boolean folded,
            List<Column> columns,
            List<Row> rows,
            @Nullable Row total) {}

    public record Column(String label, String css) {}

    /// The first cell is the row's header.
    public record Row(Cell header, List<Cell> cells) {}

    public record Cell(String text, String css, @Nullable String detail) {
        private static final int LONG = 60;

        /// The whole text of a cell that may be shown cut.
        public @Nullable String title() {
            return text.length() > LONG ? text : null;
        }

        static Cell text(String text) {
            return new Cell(text, "", null);
        }

        static Cell number(String text) {
            return new Cell(text, "num", null);
        }
    }

    public record CriteriaDimension(String name, String weight, int width, List<CriteriaLine> lines) {}

    public record CriteriaLine(
            String name,
            String weight,
            String scale,
            @Nullable String missing) {}

    public record CriteriaTier(String css, String name, String threshold) {}

    /// The template's own words.
    public record Labels(
            String brand,
            String contents,
            String skip,
            String keyFigures,
            String notes,
            Entry summary,
            Entry criteria,
            String population,
            String dimensions,
            String criterion,
            String weight,
            String scale,
            String missing,
            String cut,
            String tiers,
            String rules,
            String movement,
            String calibration,
            Entry method,
            String table,
            String footer) {}
}
