package io.fenji.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSchemaTest {
    private static final KindSchemas SCHEMAS = new KindSchemas();
    private static final List<List<String>> DATABASES = List.of(
            List.of("external-database"),
            List.of("cloudnative-pg"),
            List.of("cloudnative-pg", "cloudnative-pg-backup"),
            List.of("cloudnative-pg", "cloudnative-pg-backup", "cloudnative-pg-recovery"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base",
                "base/customer-service",
                "base/scoring-service",
                "base/report-service",
                "overlays/local",
                "overlays/production"
            })
    void eachBaseAndOverlayIsAsTheSchemasOfItsKindsSay(String path) {
        assertThat(Manifests.of(path).all())
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(SCHEMAS.violations(manifest)).isEmpty());
    }

    /// With `fenji.faults` (./fenji test --faults) all 128; else those in which components meet: each database with and
    /// without migrations and network policies, and each choice of the others.
    @Test
    void eachCombinationOfComponentsIsAsTheSchemasOfItsKindsSay() {
        List<List<String>> combinations = combinations(Boolean.getBoolean("fenji.faults"));
        Set<JsonNode> seen = ConcurrentHashMap.newKeySet();
        Set<String> violations = ConcurrentHashMap.newKeySet();
        combinations.parallelStream()
                .forEach(combination -> Manifests.of(combination).all().stream()
                        .filter(seen::add)
                        .forEach(manifest -> SCHEMAS.violations(manifest)
                                .forEach(violation -> violations.add(combination + " " + violation))));
        assertThat(violations).isEmpty();
        assertThat(seen).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, customer-service, /spec/template/spec/containers/0/livenessProbe, failureTreshold",
        "Deployment, scoring-service, /spec/template/spec, topologySpreadConstraint",
        "HorizontalPodAutoscaler, report-service, /spec, maxReplica",
        "NetworkPolicy, default-deny, /spec, policyType",
        "Cluster, customer-db, /spec/postgresql, parameter",
        "ObjectStore, backups, /spec/configuration, destinationUrl",
        "ScheduledBackup, report-db, /spec, cron",
        "PrometheusRule, fenji, /spec/groups/0/rules/0, annotation",
        "ServiceMonitor, fenji, /spec/endpoints/0, intervals",
        "Job, scoring-service-migration, /spec, ttlSeconds"
    })
    void findsAMisspelledField(String kind, String name, String place, String field) {
        JsonNode manifest = Manifests.of("overlays/production").named(kind, name);
        assertThat(SCHEMAS.violations(manifest)).isEmpty();
        ((ObjectNode) manifest.at(place)).put(field, 1);
        assertThat(SCHEMAS.violations(manifest)).anyMatch(violation -> violation.contains("'" + field + "'"));
    }

    @Test
    void findsAMissingAndAMistypedField() {
        JsonNode deployment = Manifests.of("overlays/production").named("Deployment", "report-service");
        ((ObjectNode) deployment.at("/spec")).put("minReadySeconds", "5");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).remove("name");
        assertThat(SCHEMAS.violations(deployment))
                .anyMatch(violation -> violation.contains("/spec/minReadySeconds"))
                .anyMatch(violation -> violation.contains("'name'"));
    }

    private static List<List<String>> combinations(boolean all) {
        List<List<String>> combinations = new ArrayList<>();
        for (int database = 0; database < DATABASES.size(); database++) {
            for (int bits = 0; bits < 32; bits++) {
                boolean others = bits >> 2 == 0b111;
                if (all || others || database == 1 && (bits & 3) == 3) {
                    combinations.add(combination(DATABASES.get(database), bits));
                }
            }
        }
        return combinations;
    }

    private static List<String> combination(List<String> database, int bits) {
        List<String> components = new ArrayList<>();
        if ((bits & 1) != 0) {
            components.add("migration-jobs");
        }
        components.addAll(database);
        if ((bits & 2) != 0) {
            components.add("network-policies");
            components.add("network-policies-" + database.getFirst());
        }
        if ((bits & 4) != 0) {
            components.add("autoscaling");
        }
        if ((bits & 8) != 0) {
            components.add("monitoring");
        }
        if ((bits & 16) != 0) {
            components.add("gateway");
        }
        components.add("images");
        return components;
    }
}
