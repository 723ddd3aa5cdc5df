package io.fenji.engine.clustering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.clustering.ClusteringSpec.Absence;
import io.fenji.engine.clustering.ClusteringSpec.Feature;
import io.fenji.engine.clustering.ClusteringSpec.Method;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A spec and its features' scales as part of the JSON of frozen clusters.
final class SpecJson {

    private static final String NO_CLUSTER = "noCluster";
    private static final String MEAN = "mean";

    private SpecJson() {}

    static void write(Clustering clustering, ObjectNode root) {
        ClusteringSpec spec = clustering.spec();
        root.put("method", name(spec.method()))
                .put("fewest", spec.fewest())
                .put("most", spec.most())
                .put("seed", spec.seed());
        ArrayNode features = root.putArray("features");
        for (int i = 0; i < spec.features().size(); i++) {
            Feature feature = spec.features().get(i);
            FeatureScale scale = clustering.scales().get(i);
            ObjectNode node =
                    features.addObject().put("metric", feature.metric()).put("transform", name(feature.transform()));
            switch (feature.absent()) {
                case Absence.NoCluster() -> node.put("absent", NO_CLUSTER);
                case Absence.Mean() -> node.put("absent", MEAN);
                case Absence.Value(var value) -> node.put("absent", value);
            }
            node.put("centre", Fixed.toDecimal(scale.centre())).put("scale", Fixed.toDecimal(scale.scale()));
        }
    }

    static ClusteringSpec spec(JsonNode root) {
        return new ClusteringSpec(
                ClusteringJson.list(root.required("features"), SpecJson::feature),
                constant(Method.values(), root, "method"),
                root.required("fewest").intValue(),
                root.required("most").intValue(),
                root.required("seed").intValue());
    }

    private static Feature feature(JsonNode node) {
        return new Feature(node.required("metric").asText(), transform(node), absence(node.required("absent")));
    }

    private static Transform transform(JsonNode node) {
        return constant(Transform.values(), node, "transform");
    }

    private static Absence absence(JsonNode node) {
        return switch (node.asText()) {
            case NO_CLUSTER -> new Absence.NoCluster();
            case MEAN -> new Absence.Mean();
            default -> new Absence.Value(node.decimalValue());
        };
    }

    static List<FeatureScale> scales(JsonNode root) {
        return ClusteringJson.list(
                root.required("features"),
                node -> new FeatureScale(
                        transform(node),
                        Fixed.of(ClusteringJson.decimal(node, "centre")),
                        scale(ClusteringJson.decimal(node, "scale"))));
    }

    private static long scale(BigDecimal decimal) {
        if (decimal.signum() <= 0) {
            throw new IllegalArgumentException("no scale: " + decimal);
        }
        return Fixed.of(decimal);
    }

    /// The name of a constant in lowerCamelCase.
    static String name(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (String word : List.of(words).subList(1, words.length)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }

    static <E extends Enum<E>> E constant(E[] constants, JsonNode node, String property) {
        String name = node.required(property).asText();
        return Arrays.stream(constants)
                .filter(constant -> name(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + property + ": " + name));
    }
}
