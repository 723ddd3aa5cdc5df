package io.fenji.report.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
            TopCustomer.class
        })
public final class ContentJson {
    private static final ObjectMapper MAPPER = JsonRules.apply(new ObjectMapper());

    private ContentJson() {}

    public static String write(ReportContent content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /// For a script element of type application/json: nothing in it can end the element or start another.
    static String embedded(JsonNode data) {
        return data.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
