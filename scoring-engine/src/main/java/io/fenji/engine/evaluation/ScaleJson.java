package io.fenji.engine.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.scheme.Scale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A scale as it stands in the document, with defaults written out.
final class ScaleJson {

    private ScaleJson() {}

    static ObjectNode write(Scale scale) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (scale) {
            case Scale.Steps(List<Scale.Step> steps) -> {
                ArrayNode list = node.put("type", "steps").putArray("steps");
                steps.forEach(step -> list.addArray().add(step.from()).add(step.points()));
            }
            case Scale.Linear(BigDecimal from, BigDecimal to) ->
                node.put("type", "linear").put("from", from).put("to", to);
            case Scale.Log(BigDecimal from, BigDecimal to) ->
                node.put("type", "log").put("from", from).put("to", to);
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) -> {
                ObjectNode values = node.put("type", "category").putObject("points");
                points.forEach(values::put);
                node.put("otherwise", otherwise);
            }
            case Scale.Decay(BigDecimal halfLifeDays) ->
                node.put("type", "decay").put("halfLifeDays", halfLifeDays);
            case Scale.Quantile(int bins, Scale.Better better) ->
                node.put("type", "quantile").put("bins", bins).put("better", lower(better));
            case Scale.Percentile(Scale.Better better) ->
                node.put("type", "percentile").put("better", lower(better));
        }
        return node;
    }

    private static String lower(Scale.Better better) {
        return better.name().toLowerCase(Locale.ROOT);
    }
}
