package io.fenji.engine.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.scheme.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Clusters as part of a calibration's JSON.
final class ClustersJson {

    private ClustersJson() {}

    static void write(CalibratedShare.Clusters clusters, ObjectNode node) {
        node.put("customers", clusters.customers()).put("seed", clusters.seed());
        ArrayNode features = node.putArray("features");
        for (CalibratedShare.Feature feature : clusters.features()) {
            features.addObject()
                    .put("metric", feature.metric())
                    .put("transform", feature.transform().name().toLowerCase(Locale.ROOT))
                    .put("centre", feature.centre())
                    .put("scale", feature.scale());
        }
        ArrayNode list = node.putArray("clusters");
        for (CalibratedShare.Cluster cluster : clusters.clusters()) {
            ObjectNode each = list.addObject().put("members", cluster.members());
            if (cluster.value() != null) {
                each.put("value", cluster.value());
            }
            cluster.centre().forEach(each.putArray("centre")::add);
        }
        node.put("inertia", clusters.inertia());
        if (clusters.silhouette() != null) {
            node.put("silhouette", clusters.silhouette());
        }
    }

    static CalibratedShare.Clusters read(JsonNode node) {
        List<CalibratedShare.Feature> features = new ArrayList<>();
        node.required("features").forEach(each -> features.add(feature(each)));
        List<CalibratedShare.Cluster> clusters = new ArrayList<>();
        node.required("clusters").forEach(each -> clusters.add(cluster(each)));
        return new CalibratedShare.Clusters(
                node.required("customers").longValue(),
                node.required("seed").intValue(),
                features,
                clusters,
                CalibrationJson.decimal(node.required("inertia")),
                node.has("silhouette") ? CalibrationJson.decimal(node.get("silhouette")) : null);
    }

    private static CalibratedShare.Feature feature(JsonNode node) {
        return new CalibratedShare.Feature(
                CalibrationJson.text(node, "metric"),
                Cut.Transform.valueOf(CalibrationJson.text(node, "transform").toUpperCase(Locale.ROOT)),
                CalibrationJson.decimal(node.required("centre")),
                CalibrationJson.decimal(node.required("scale")));
    }

    private static CalibratedShare.Cluster cluster(JsonNode node) {
        return new CalibratedShare.Cluster(
                node.required("members").longValue(),
                node.has("value") ? CalibrationJson.decimal(node.get("value")) : null,
                CalibrationJson.decimals(node.required("centre")));
    }
}
