package io.fenji.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asks the rendered policies, as a cluster would, whether one pod of the namespace may talk to another.
class NetworkPolicyTest {
    private static final Manifests PRODUCTION = Manifests.of("overlays/production");

    @ParameterizedTest
    @CsvSource({
        "scoring-service,            customer-service, 8081, true",
        "report-service,             customer-service, 8081, true",
        "report-service,             scoring-service,  8082, true",
        "customer-service,           scoring-service,  8082, false",
        "scoring-service,            report-service,   8083, false",
        "report-service,             customer-service, 9000, false",
        "customer-service,           customer-db,      5432, true",
        "customer-service-migration, customer-db,      5432, true",
        "scoring-service,            scoring-db,       5432, true",
        "report-service,             report-db,        5432, true",
        "report-service,             customer-db,      5432, false",
        "report-service-migration,   scoring-db,       5432, false",
        "customer-service-migration, customer-service, 8081, false",
        "customer-db,                customer-db,      5432, true",
        "customer-db,                report-db,        5432, false",
        "customer-db,                customer-service, 8081, false",
    })
    void whoMayTalkToWhom(String from, String to, int port, boolean may) {
        assertThat(allowed("egress", "to", from, to, port) && allowed("ingress", "from", to, from, port))
                .isEqualTo(may);
    }

    private static boolean allowed(String direction, String side, String subject, String other, int port) {
        Map<String, String> labels = labelsOf(subject);
        return PRODUCTION
                .ofKind("NetworkPolicy")
                .filter(policy -> Labels.selects(policy.at("/spec/podSelector"), labels))
                .flatMap(policy -> policy.path("spec").path(direction).valueStream())
                .filter(rule -> rule.path("ports").isEmpty()
                        || rule.path("ports")
                                .valueStream()
                                .anyMatch(one -> one.path("port").asInt() == port))
                .anyMatch(rule -> rule.path(side).isEmpty()
                        || rule.path(side).valueStream().anyMatch(peer -> isPeer(peer, labelsOf(other))));
    }

    /// Pods of this namespace only: other namespaces and addresses are no peers here.
    private static boolean isPeer(JsonNode peer, Map<String, String> labels) {
        return peer.has("podSelector")
                && !peer.has("namespaceSelector")
                && Labels.selects(peer.path("podSelector"), labels);
    }

    private static Map<String, String> labelsOf(String pod) {
        if (pod.endsWith("-db")) {
            return Map.of("cnpg.io/cluster", Manifests.nameOf(PRODUCTION.named("Cluster", pod)));
        }
        JsonNode workload = PRODUCTION
                .workloads()
                .filter(one -> Manifests.nameOf(one).equals(pod))
                .findFirst()
                .orElseThrow();
        return workload.at("/spec/template/metadata/labels").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }
}
