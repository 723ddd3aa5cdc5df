package io.fenji.engine.clustering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.clustering.Clustering.Candidate;
import io.fenji.engine.clustering.Clustering.Choice;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Criterion;
import io.fenji.engine.clustering.Clustering.Fit;
import io.fenji.engine.clustering.Clustering.Shape;
import io.fenji.engine.clustering.Clustering.Stability;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Frozen clusters as canonical JSON: fixed property order, no spaces, plain decimals; equal ones have
/// equal text.
///
/// ```
/// {"method":"gaussianMixture","fewest":2,"most":8,"seed":1,
///  "features":[{"metric":"spend.365d","transform":"log","absent":0,"centre":6.3119,"scale":1.8006},…],
///  "customers":4339,
///  "choice":{"criterion":"bic","customers":4339,"candidates":[[2,25011.2,1601],[3,24720.9,812],…]},
///  "fit":{"customers":4339,"logLikelihood":-12211.5,"bic":24720.9,"rounds":37,"converged":true},
///  "silhouette":0.4822,
///  "clusters":[{"number":1,"members":812,"centre":[1.1936,…],"weight":0.19,"covariance":[0.21,…]},…],
///  "numbersUsed":3,
///  "stability":{"adjustedRandIndex":0.97,"kept":[1,2],"begun":[3],"ended":[]},
///  "dataHash":"…"}
/// ```
/// `absent` is `"noCluster"`, `"mean"` or a value. With `"method":"kMeans"` the criterion is `silhouette`,
/// `fit` is `{"inertia":2417.0913,"converged":true}`, and clusters have neither weight nor covariance.
/// `silhouette` and `stability` are left out where there are none.
public final class ClusteringJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ClusteringJson() {}

    public static String write(Clustering clustering) {
        ObjectNode root = JSON.createObjectNode();
        SpecJson.write(clustering, root);
        root.put("customers", clustering.customers());
        write(clustering.choice(), root.putObject("choice"));
        write(clustering.fit(), root.putObject("fit"));
        if (clustering.silhouette() != null) {
            root.put("silhouette", clustering.silhouette());
        }
        ArrayNode clusters = root.putArray("clusters");
        clustering.clusters().forEach(cluster -> write(cluster, clusters.addObject()));
        root.put("numbersUsed", clustering.numbersUsed());
        if (clustering.stability() != null) {
            write(clustering.stability(), root.putObject("stability"));
        }
        return root.put("dataHash", clustering.dataHash()).toString();
    }

    private static void write(Choice choice, ObjectNode node) {
        node.put("criterion", SpecJson.name(choice.criterion())).put("customers", choice.customers());
        ArrayNode candidates = node.putArray("candidates");
        choice.candidates()
                .forEach(candidate -> candidates
                        .addArray()
                        .add(candidate.clusters())
                        .add(candidate.value())
                        .add(candidate.smallest()));
    }

    private static void write(Fit fit, ObjectNode node) {
        switch (fit) {
            case Fit.Squares squares -> node.put("inertia", squares.inertia());
            case Fit.Likelihood likelihood ->
                node.put("customers", likelihood.customers())
                        .put("logLikelihood", likelihood.logLikelihood())
                        .put("bic", likelihood.bic())
                        .put("rounds", likelihood.rounds());
        }
        node.put("converged", fit.converged());
    }

    private static void write(Cluster cluster, ObjectNode node) {
        node.put("number", cluster.number()).put("members", cluster.members());
        cluster.centre().forEach(node.putArray("centre")::add);
        Shape shape = cluster.shape();
        if (shape != null) {
            node.put("weight", shape.weight());
            shape.covariance().forEach(node.putArray("covariance")::add);
        }
    }

    private static void write(Stability stability, ObjectNode node) {
        node.put("adjustedRandIndex", stability.adjustedRandIndex());
        stability.kept().forEach(node.putArray("kept")::add);
        stability.begun().forEach(node.putArray("begun")::add);
        stability.ended().forEach(node.putArray("ended")::add);
    }

    /// The clusters that this text was written from.
    ///
    /// @throws IllegalArgumentException when the text was not written by [#write(Clustering)]
    public static Clustering read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            return new Clustering(
                    SpecJson.spec(root),
                    SpecJson.scales(root),
                    root.required("customers").longValue(),
                    list(root.required("clusters"), ClusteringJson::cluster),
                    choice(root.required("choice")),
                    fit(root.required("fit")),
                    root.has("silhouette") ? decimal(root, "silhouette") : null,
                    root.required("numbersUsed").intValue(),
                    stability(root.get("stability")),
                    root.required("dataHash").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no clusters: " + e.getOriginalMessage(), e);
        }
    }

    private static Choice choice(JsonNode node) {
        return new Choice(
                SpecJson.constant(Criterion.values(), node, "criterion"),
                node.required("customers").longValue(),
                list(
                        node.required("candidates"),
                        each -> new Candidate(
                                each.required(0).intValue(),
                                each.required(1).decimalValue(),
                                each.required(2).longValue())));
    }

    private static Fit fit(JsonNode node) {
        boolean converged = node.required("converged").booleanValue();
        return node.has("inertia")
                ? new Fit.Squares(decimal(node, "inertia"), converged)
                : new Fit.Likelihood(
                        node.required("customers").longValue(),
                        decimal(node, "logLikelihood"),
                        decimal(node, "bic"),
                        node.required("rounds").intValue(),
                        converged);
    }

    private static Cluster cluster(JsonNode node) {
        Shape shape = node.has("weight")
                ? new Shape(decimal(node, "weight"), list(node.required("covariance"), JsonNode::decimalValue))
                : null;
        return new Cluster(
                node.required("number").intValue(),
                node.required("members").longValue(),
                list(node.required("centre"), JsonNode::decimalValue),
                shape);
    }

    private static @Nullable Stability stability(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Stability(
                        decimal(node, "adjustedRandIndex"),
                        list(node.required("kept"), JsonNode::intValue),
                        list(node.required("begun"), JsonNode::intValue),
                        list(node.required("ended"), JsonNode::intValue));
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }

    static BigDecimal decimal(JsonNode node, String property) {
        return node.required(property).decimalValue();
    }
}
