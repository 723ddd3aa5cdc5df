package io.fenji.engine.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.value.numeric.Estimate;
import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.spend.SpendFit;
import io.fenji.engine.value.spend.SpendModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Value calibrations as canonical JSON: fixed property order, no spaces; equal calibrations have equal
/// text, and reading gives back an equal calibration. `backTest` is left out where there is none.
///
/// ```
/// {"settings":{"horizonDays":365,"yearlyDiscount":0.1},
///  "customers":2357,"repeaters":946,"leftOut":0,
///  "purchase":"MBG_NBD",
///
/// "candidates":[{"model":"PARETO_NBD","unitDays":7,"estimate":{"parameters":[{"name":"r","value":0.55,"standardError":0.05},…],
///     "logCovariance":[[…],…],"logLikelihood":-9594.98,"converged":true,"steps":16,"starts":3}},…],
///
/// "spend":{"model":"GAMMA_GAMMA","estimate":{…},"overallMean":35.1,"classMeans":[…],"priorOrders":2,"correlation":0.1,"customers":946},
///  "reasons":[{"code":"LIKELIHOOD_DECIDES","values":["MBG/NBD",…]},…],
///  "seasonality":{"months":[1,…],"yearlyTrend":0},
///  "backTest":{…},"ranks":[0,…],"dataHash":"…"}
/// ```
public final class ValueCalibrationJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ValueCalibrationJson() {}

    public static String write(ValueCalibration calibration) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("settings")
                .put("horizonDays", calibration.settings().horizonDays())
                .put("yearlyDiscount", calibration.settings().yearlyDiscount());
        root.put("customers", calibration.customers())
                .put("repeaters", calibration.repeaters())
                .put("leftOut", calibration.leftOut())
                .put("purchase", calibration.purchase().model().name());
        ArrayNode candidates = root.putArray("candidates");
        for (PurchaseFit fit : calibration.candidates()) {
            ObjectNode node = candidates.addObject();
            node.put("model", fit.model().name()).put("unitDays", fit.unitDays());
            write(fit.estimate(), node.putObject("estimate"));
        }
        write(calibration.spend(), root.putObject("spend"));
        ArrayNode reasons = root.putArray("reasons");
        for (Reason reason : calibration.reasons()) {
            ObjectNode node = reasons.addObject().put("code", reason.code().name());
            reason.values().forEach(node.putArray("values")::add);
        }
        ObjectNode seasonality = root.putObject("seasonality");
        put(seasonality, "months", calibration.seasonality().months());
        seasonality.put("yearlyTrend", calibration.seasonality().yearlyTrend());
        if (calibration.backTest() != null) {
            BackTestJson.write(calibration.backTest(), root.putObject("backTest"));
        }
        put(root, "ranks", calibration.ranks().quantiles());
        root.put("dataHash", calibration.dataHash());
        return root.toString();
    }

    /// The calibration that this text was written from.
    ///
    /// @throws IllegalArgumentException when the text was not written by [#write(ValueCalibration)]
    public static ValueCalibration read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode settings = root.required("settings");
            List<PurchaseFit> candidates = list(root, "candidates", ValueCalibrationJson::purchase);
            PurchaseModel model = PurchaseModel.valueOf(text(root, "purchase"));
            JsonNode seasonality = root.required("seasonality");
            return new ValueCalibration(
                    new ValueSettings(
                            settings.required("horizonDays").intValue(),
                            settings.required("yearlyDiscount").doubleValue()),
                    root.required("customers").longValue(),
                    root.required("repeaters").longValue(),
                    root.required("leftOut").longValue(),
                    candidates.stream()
                            .filter(fit -> fit.model() == model)
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no candidate " + model)),
                    candidates,
                    spend(root.required("spend")),
                    list(
                            root,
                            "reasons",
                            node -> new Reason(
                                    ReasonCode.valueOf(text(node, "code")), list(node, "values", JsonNode::asText))),
                    new Seasonality(
                            numbers(seasonality, "months"),
                            seasonality.required("yearlyTrend").doubleValue()),
                    root.has("backTest") ? BackTestJson.read(root.get("backTest")) : null,
                    new Ranks(numbers(root, "ranks")),
                    text(root, "dataHash"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value calibration: " + e.getOriginalMessage(), e);
        }
    }

    private static void write(Estimate estimate, ObjectNode node) {
        ArrayNode parameters = node.putArray("parameters");
        for (int i = 0; i < estimate.names().size(); i++) {
            parameters
                    .addObject()
                    .put("name", estimate.names().get(i))
                    .put("value", estimate.values().get(i))
                    .put("standardError", estimate.standardErrors().get(i));
        }
        ArrayNode rows = node.putArray("logCovariance");
        estimate.logCovariance().forEach(row -> row.forEach(rows.addArray()::add));
        node.put("logLikelihood", estimate.logLikelihood())
                .put("converged", estimate.converged())
                .put("steps", estimate.steps())
                .put("starts", estimate.starts());
    }

    private static void write(SpendFit spend, ObjectNode node) {
        node.put("model", spend.model().name());
        write(spend.estimate(), node.putObject("estimate"));
        node.put("overallMean", spend.overallMean());
        put(node, "classMeans", spend.classMeans());
        node.put("priorOrders", spend.priorOrders())
                .put("correlation", spend.correlation())
                .put("customers", spend.customers());
    }

    private static PurchaseFit purchase(JsonNode node) {
        return new PurchaseFit(
                PurchaseModel.valueOf(text(node, "model")),
                node.required("unitDays").intValue(),
                estimate(node.required("estimate")));
    }

    private static SpendFit spend(JsonNode node) {
        return new SpendFit(
                SpendModel.valueOf(text(node, "model")),
                estimate(node.required("estimate")),
                node.required("overallMean").doubleValue(),
                numbers(node, "classMeans"),
                node.required("priorOrders").doubleValue(),
                node.required("correlation").doubleValue(),
                node.required("customers").intValue());
    }

    private static Estimate estimate(JsonNode node) {
        return new Estimate(
                list(node, "parameters", parameter -> text(parameter, "name")),
                list(
                        node,
                        "parameters",
                        parameter -> parameter.required("value").doubleValue()),
                list(
                        node,
                        "parameters",
                        parameter -> parameter.required("standardError").doubleValue()),
                list(node, "logCovariance", ValueCalibrationJson::numbers),
                node.required("logLikelihood").doubleValue(),
                node.required("converged").booleanValue(),
                node.required("steps").intValue(),
                node.required("starts").intValue());
    }

    static void put(ObjectNode node, String property, List<Double> numbers) {
        numbers.forEach(node.putArray(property)::add);
    }

    static String text(JsonNode node, String property) {
        return node.required(property).asText();
    }

    static <T> List<T> list(JsonNode node, String property, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        node.required(property).forEach(child -> list.add(element.apply(child)));
        return list;
    }

    private static List<Double> numbers(JsonNode node, String property) {
        return numbers(node.required(property));
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.doubleValue()));
        return numbers;
    }
}
