package io.fenji.report.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.json.JsonRules;
import io.fenji.report.content.Contribution;
import io.fenji.report.content.Criteria;
import io.fenji.report.content.Freshness;
import io.fenji.report.content.KeyFigures;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Money;
import io.fenji.report.content.Quality;
import io.fenji.report.content.RecencyFrequency;
import io.fenji.report.content.Regions;
import io.fenji.report.content.ReportContent;
import io.fenji.report.content.RunReference;
import io.fenji.report.content.TierProfile;
import io.fenji.report.content.TopCustomer;
import io.fenji.report.document.Cell;
import io.fenji.report.document.Chart;
import io.fenji.report.document.Document;
import io.fenji.report.document.Paragraph;
import io.fenji.report.document.Points;
import io.fenji.report.document.Section;
import io.fenji.report.document.Table;
import io.fenji.report.document.Terms;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The JSON artefact: members in the order of the records, absent ones left out, the same bytes for the same content.
@RegisterForReflection(
        targets = {
            Contribution.class,
            Contribution.ContributionStep.class,
            Contribution.CurvePoint.class,
            Criteria.class,
            Criteria.CriterionWords.class,
            Criteria.DimensionWords.class,
            Criteria.RuleWords.class,
            Criteria.TierWords.class,
            Freshness.class,
            KeyFigures.class,
            Migration.class,
            Migration.MigrationCell.class,
            Migration.Mover.class,
            Money.class,
            Quality.class,
            Quality.ImportQuality.class,
            Quality.RejectionReason.class,
            RecencyFrequency.class,
            RecencyFrequency.MapCell.class,
            Regions.class,
            Regions.RegionRow.class,
            ReportContent.class,
            ReportContent.Definition.class,
            ReportContent.ReportMetric.class,
            ReportContent.ReportScheme.class,
            RunReference.class,
            TierProfile.class,
            TopCustomer.class,
            Cell.class,
            Chart.class,
            Chart.Point.class,
            Chart.Series.class,
            Paragraph.class,
            Points.class,
            Section.class,
            Table.class,
            Table.Column.class,
            Terms.class,
            Terms.Term.class,
            io.fenji.report.document.KeyFigures.class,
            io.fenji.report.document.KeyFigures.Figure.class
        })
public final class ContentJson {
    private static final ObjectMapper MAPPER = JsonRules.apply(new ObjectMapper());

    private ContentJson() {}

    /// The content, and the same as sections of blocks.
    public static String write(ReportContent content, Document document) {
        try {
            ObjectNode whole = MAPPER.valueToTree(content);
            whole.set("sections", MAPPER.valueToTree(document.sections()));
            return MAPPER.writeValueAsString(whole);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
