package io.fenji.report.section;

import io.fenji.report.content.Criteria;
import io.fenji.report.content.Criteria.CriterionWords;
import io.fenji.report.content.Criteria.DimensionWords;
import io.fenji.report.content.Migration;
import io.fenji.report.document.Block;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Terms;
import io.fenji.report.document.Terms.Term;
import io.fenji.report.document.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The criteria in force.
final class CriteriaSection {
    private final Subject subject;
    private final Criteria criteria;

    private CriteriaSection(Subject subject) {
        this.subject = subject;
        this.criteria = subject.content().criteria();
    }

    static Section of(Subject subject) {
        CriteriaSection section = new CriteriaSection(subject);
        List<Block> blocks = new ArrayList<>();
        blocks.add(section.terms());
        blocks.add(section.tiers());
        if (!section.criteria.dimensions().isEmpty()) {
            blocks.add(section.dimensions());
        }
        if (!section.criteria.rules().isEmpty()) {
            blocks.add(section.rules());
        }
        changes(subject, blocks);
        return subject.section("criteria", blocks);
    }

    private static void changes(Subject subject, List<Block> blocks) {
        Migration migration = subject.content().migration();
        @Nullable List<String> changes = subject.content().insights().changes();
        if (changes == null) {
            blocks.add(Paragraph.note(subject.text("criteria.changes.away")));
        } else if (!changes.isEmpty() && migration.from() != null) {
            blocks.add(new Points(
                    Points.Role.FINDINGS,
                    subject.texts()
                            .get(
                                    "criteria.changes",
                                    String.valueOf(migration.from().schemeVersion()),
                                    subject.formats().date(migration.from().businessDate())),
                    changes));
        } else if (migration.available() && migration.from() != null) {
            blocks.add(Paragraph.note(subject.texts()
                    .get(
                            "criteria.changes.none",
                            subject.formats().date(migration.from().businessDate()))));
        }
    }

    private Terms terms() {
        List<Term> terms = new ArrayList<>();
        add(terms, "population", criteria.population());
        add(terms, "cut", criteria.cut());
        add(terms, "movement", criteria.movement());
        add(terms, "calibration", criteria.calibration());
        return new Terms(terms);
    }

    private void add(List<Term> terms, String key, @Nullable String text) {
        if (text != null) {
            terms.add(new Term(subject.text("criteria." + key), text));
        }
    }

    private Table tiers() {
        return new Table(
                "criteria-tiers",
                subject.text("criteria.tiers"),
                false,
                List.of(subject.column("tier", ValueType.TIER), subject.column("threshold", ValueType.TEXT)),
                criteria.tiers().stream()
                        .map(tier -> List.of(subject.tier(tier.tier(), tier.name()), Cell.of(tier.threshold())))
                        .toList(),
                null);
    }

    private Table dimensions() {
        List<List<Cell>> rows = new ArrayList<>();
        for (DimensionWords dimension : criteria.dimensions()) {
            for (CriterionWords criterion : dimension.criteria()) {
                rows.add(List.of(
                        Cell.of(criterion.name()),
                        Cell.of(dimension.name()),
                        Cell.of(dimension.weight()),
                        Cell.of(criterion.weight()),
                        new Cell(criterion.scale(), null, criterion.missing())));
            }
        }
        return new Table(
                "criteria-dimensions",
                subject.text("criteria.dimensions"),
                false,
                List.of(
                        subject.column("criterion", ValueType.TEXT),
                        subject.column("dimension", ValueType.TEXT),
                        subject.column("dimensionWeight", ValueType.PERCENT),
                        subject.column("weight", ValueType.PERCENT),
                        subject.column("scale", ValueType.TEXT)),
                rows,
                null);
    }

    private Table rules() {
        return new Table(
                "criteria-rules",
                subject.text("criteria.rules"),
                false,
                List.of(subject.column("rule", ValueType.TEXT), subject.column("meaning", ValueType.TEXT)),
                criteria.rules().stream()
                        .map(rule -> List.of(Cell.of(rule.key()), Cell.of(rule.text())))
                        .toList(),
                null);
    }
}
