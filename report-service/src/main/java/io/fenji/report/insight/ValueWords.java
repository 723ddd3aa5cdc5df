package io.fenji.report.insight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.content.Insights.BackTest;
import io.fenji.report.content.Insights.BackTestClass;
import io.fenji.report.content.Insights.ValueOutlook;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A calibration of the value models as scoring-service tells it.
final class ValueWords {
    private static final int PLACES = 4;

    private ValueWords() {}

    static ValueOutlook of(JsonNode calibration, Texts texts) {
        JsonNode model = calibration.path("model");
        List<String> reasons = new ArrayList<>();
        model.path("reasons")
                .forEach(each -> reasons.add(
                        each.path("words").path(texts.language().tag()).asText()));
        return new ValueOutlook(
                calibration.has("asOf")
                        ? LocalDate.parse(calibration.path("asOf").asText())
                        : null,
                model.path("purchase").asText().replace('_', '/'),
                model.path("customers").longValue(),
                model.path("repeaters").longValue(),
                reasons,
                model.path("backTest").isObject() ? backTest(model.path("backTest")) : null);
    }

    private static BackTest backTest(JsonNode test) {
        BigDecimal predicted = test.path("predicted").decimalValue();
        long actual = test.path("actual").longValue();
        List<BackTestClass> classes = new ArrayList<>();
        test.path("classes")
                .forEach(each -> classes.add(new BackTestClass(
                        each.path("orders").intValue(),
                        each.path("customers").longValue(),
                        each.path("predicted").decimalValue(),
                        each.path("actual").decimalValue())));
        return new BackTest(
                test.path("days").intValue(),
                test.path("customers").longValue(),
                predicted,
                actual,
                test.path("naive").longValue(),
                error(predicted, actual),
                test.path("meanAbsoluteError").decimalValue(),
                test.path("naiveMeanAbsoluteError").decimalValue(),
                classes);
    }

    private static @Nullable BigDecimal error(BigDecimal predicted, long actual) {
        BigDecimal came = BigDecimal.valueOf(actual);
        return actual == 0 ? null : predicted.subtract(came).divide(came, PLACES, RoundingMode.HALF_UP);
    }
}
