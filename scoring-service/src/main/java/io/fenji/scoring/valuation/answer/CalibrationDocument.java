package io.fenji.scoring.valuation.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.clustering.ClusterNames;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.clustering.ClusteringJson;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.value.Reason;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueCalibrationJson;
import java.util.List;
import java.util.Map;

/// The frozen numbers of a calibration with words for people; what only the engine needs is left out.
final class CalibrationDocument {
    private CalibrationDocument() {}

    static JsonNode of(ValueCalibration calibration, ObjectMapper json) {
        ObjectNode document = read(ValueCalibrationJson.write(calibration), json);
        document.remove("ranks");
        document.remove("dataHash");
        document.path("candidates").forEach(fit -> ((ObjectNode) fit.path("estimate")).remove("logCovariance"));
        ((ObjectNode) document.path("spend").path("estimate")).remove("logCovariance");
        ArrayNode reasons = document.putArray("reasons");
        for (Reason reason : calibration.reasons()) {
            ObjectNode node = reasons.addObject().put("code", reason.code().name());
            reason.values().forEach(node.putArray("values")::add);
            words(reason.phrase(), node.putObject("words"));
        }
        return document;
    }

    /// @param metricNames by language tag, by metric
    static JsonNode of(Clustering clustering, Map<String, Map<String, String>> metricNames, ObjectMapper json) {
        ObjectNode document = read(ClusteringJson.write(clustering), json);
        document.remove("dataHash");
        List<Map<String, String>> names = ClusterNames.of(clustering, metricNames);
        for (int i = 0; i < names.size(); i++) {
            ObjectNode name = ((ObjectNode) document.path("clusters").path(i)).putObject("name");
            names.get(i).forEach(name::put);
        }
        return document;
    }

    private static void words(Phrase phrase, ObjectNode words) {
        for (Language language : Language.values()) {
            words.put(language.tag(), phrase.in(language));
        }
    }

    private static ObjectNode read(String text, ObjectMapper json) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
