package io.fenji.engine.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Calibrations as canonical JSON: fixed property order, no spaces, plain decimals; equal
/// calibrations have equal text.
///
/// ```
/// {"scheme":"…","members":4339,"scales":[
///     {"criterion":"/dimensions/0/criteria/0","metric":"recencyDays","type":"quantile","values":4339,
///      "breakpoints":[14,33,72,180]},
///     {"criterion":"…","metric":"…","type":"percentile","values":4339,"knots":[[0.5,0.0115],…]}],
///  "share":{"metric":"grossSpend.lifetime","total":8911407.904,"thresholds":[1500.25,360.1]},
///  "dataHash":"…"}
/// ```
/// `share` is left out when the cut takes nothing from the base; that of a `topShare` cut has
/// `customers` instead of `total`, and no `metric` when it is by score. A `clusters` cut has in its place
///
/// ```
/// "clusters":{"customers":4339,"seed":1,
///     "features":[{"metric":"spend.365d","transform":"log","centre":6.3119,"scale":1.8006},…],
///     "clusters":[{"members":812,"value":1.0702,"centre":[1.1936,…]},…],
///     "inertia":2417.0913,"silhouette":0.4822}
/// ```
/// where `value` is left out when no member of the cluster has the metric that orders them, `silhouette`
/// when there are fewer than two clusters.
public final class CalibrationJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CalibrationJson() {}

    public static String write(Calibration calibration) {
        ObjectNode root = JSON.createObjectNode();
        root.put("scheme", calibration.scheme()).put("members", calibration.members());
        ArrayNode scales = root.putArray("scales");
        calibration.scales().forEach(scale -> write(scale, scales.addObject()));
        switch (calibration.share()) {
            case CalibratedShare.NotUsed() -> {
                // Nothing to keep.
            }
            case CalibratedShare.Thresholds share -> {
                ObjectNode node = root.putObject("share");
                node.put("metric", share.metric()).put("total", share.total());
                share.thresholds().forEach(node.putArray("thresholds")::add);
            }
            case CalibratedShare.TopThresholds share -> {
                ObjectNode node = root.putObject("share");
                if (share.metric() != null) {
                    node.put("metric", share.metric());
                }
                node.put("customers", share.customers());
                share.thresholds().forEach(node.putArray("thresholds")::add);
            }
            case CalibratedShare.Clusters clusters -> ClustersJson.write(clusters, root.putObject("clusters"));
        }
        root.put("dataHash", calibration.dataHash());
        return root.toString();
    }

    private static void write(CalibratedScale scale, ObjectNode node) {
        node.put("criterion", scale.criterion()).put("metric", scale.metric());
        switch (scale) {
            case CalibratedScale.Quantiles quantiles -> {
                node.put("type", "quantile").put("values", scale.values());
                quantiles.breakpoints().forEach(node.putArray("breakpoints")::add);
            }
            case CalibratedScale.Percentiles percentiles -> {
                node.put("type", "percentile").put("values", scale.values());
                ArrayNode knots = node.putArray("knots");
                percentiles
                        .knots()
                        .forEach(knot -> knots.addArray().add(knot.value()).add(knot.percentile()));
            }
        }
    }

    /// The calibration that this text was written from.
    ///
    /// @throws IllegalArgumentException when the text was not written by [#write(Calibration)]
    public static Calibration read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            List<CalibratedScale> scales = new ArrayList<>();
            root.required("scales").forEach(node -> scales.add(scale(node)));
            return new Calibration(
                    text(root, "scheme"),
                    root.required("members").longValue(),
                    scales,
                    cut(root),
                    text(root, "dataHash"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a calibration: " + e.getOriginalMessage(), e);
        }
    }

    private static CalibratedScale scale(JsonNode node) {
        String criterion = text(node, "criterion");
        String metric = text(node, "metric");
        long values = node.required("values").longValue();
        return switch (text(node, "type")) {
            case "quantile" ->
                new CalibratedScale.Quantiles(criterion, metric, values, decimals(node.required("breakpoints")));
            case "percentile" -> new CalibratedScale.Percentiles(criterion, metric, values, knots(node));
            default -> throw new IllegalArgumentException("not a calibrated scale: " + text(node, "type"));
        };
    }

    private static List<CalibratedScale.Knot> knots(JsonNode node) {
        List<CalibratedScale.Knot> knots = new ArrayList<>();
        node.required("knots")
                .forEach(knot ->
                        knots.add(new CalibratedScale.Knot(decimal(knot.required(0)), decimal(knot.required(1)))));
        return knots;
    }

    private static CalibratedShare cut(JsonNode root) {
        if (root.has("clusters")) {
            return ClustersJson.read(root.get("clusters"));
        }
        return root.has("share") ? share(root.get("share")) : new CalibratedShare.NotUsed();
    }

    private static CalibratedShare share(JsonNode node) {
        if (node.has("customers")) {
            return new CalibratedShare.TopThresholds(
                    node.path("metric").textValue(),
                    node.required("customers").longValue(),
                    decimals(node.required("thresholds")));
        }
        return new CalibratedShare.Thresholds(
                text(node, "metric"), decimal(node.required("total")), decimals(node.required("thresholds")));
    }

    static List<BigDecimal> decimals(JsonNode list) {
        List<BigDecimal> decimals = new ArrayList<>();
        list.forEach(node -> decimals.add(decimal(node)));
        return decimals;
    }

    static BigDecimal decimal(JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException("not a number: " + node);
        }
        return node.decimalValue();
    }

    static String text(JsonNode node, String property) {
        return node.required(property).asText();
    }
}
