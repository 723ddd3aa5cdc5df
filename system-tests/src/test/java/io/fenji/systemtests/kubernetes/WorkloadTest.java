package io.fenji.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.suite.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    /// For CloudNativePG, an administrator and the exporter of metrics.
    private static final int RESERVED_CONNECTIONS = 20;

    private static final Manifests PRODUCTION = Manifests.of("overlays/production");

    @ParameterizedTest
    @ValueSource(strings = {"overlays/local", "overlays/production"})
    void podsAreAsPodSecurityRestrictedDemands(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.workloads()).isNotEmpty().allSatisfy(workload -> {
            JsonNode pod = Manifests.pod(workload);
            assertThat(pod.path("containers")).hasSize(1);
            assertThat(pod.path("initContainers")).isEmpty();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
            assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
            assertThat(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"));
            JsonNode security = Manifests.container(workload).path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
        });
        JsonNode labels = manifests.named("Namespace", "fenji").at("/metadata/labels");
        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
        assertThat(labels.path("pod-security.kubernetes.io/enforce-version").asText())
                .matches("v1\\.[0-9]+");
    }

    @Test
    void everythingThatIsWrittenToIsAVolumeWithALimit() {
        assertThat(PRODUCTION.workloads()).allSatisfy(workload -> {
            JsonNode pod = Manifests.pod(workload);
            List<String> mounted = new ArrayList<>();
            Manifests.container(workload)
                    .path("volumeMounts")
                    .forEach(mount -> mounted.add(mount.path("name").asText()));
            List<String> volumes = new ArrayList<>();
            pod.path("volumes").forEach(volume -> {
                volumes.add(volume.path("name").asText());
                assertThat(volume.has("secret")
                                || volume.at("/emptyDir/sizeLimit").isTextual())
                        .isTrue();
            });
            assertThat(mounted).containsExactlyInAnyOrderElementsOf(volumes).contains("tmp");
        });
    }

    @Test
    void probesAskTheManagementPortAndLivenessNeverTheDatabase() throws IOException {
        Map<String, String> paths = Map.of(
                "startupProbe", "/q/health/started",
                "readinessProbe", "/q/health/ready",
                "livenessProbe", "/q/health/live");
        assertThat(PRODUCTION.ofKind("Deployment")).hasSize(3).allSatisfy(deployment -> {
            JsonNode container = Manifests.container(deployment);
            paths.forEach((probe, path) -> {
                assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
                assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
            });
        });
        // No check of our own is behind liveness; Quarkus counts the database among those of readiness.
        for (String module : List.of("service-kit", "customer-service", "scoring-service", "report-service")) {
            try (Stream<Path> sources =
                    Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(source)).as(source.toString()).doesNotContain("@Liveness");
                }
            }
        }
    }

    @Test
    void noRolloutTakesAPodAwayBeforeItsSuccessorServes() {
        assertThat(PRODUCTION.ofKind("Deployment")).allSatisfy(deployment -> {
            JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
            assertThat(rolling.path("maxUnavailable").asInt(-1)).isZero();
            assertThat(rolling.path("maxSurge").asInt()).isPositive();
            JsonNode container = Manifests.container(deployment);
            int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt();
            int shutdown = Integer.parseInt(environment(container)
                    .get("QUARKUS_SHUTDOWN_TIMEOUT")
                    .path("value")
                    .asText()
                    .replace("s", ""));
            assertThat(sleep).isPositive();
            assertThat(Manifests.pod(deployment)
                            .path("terminationGracePeriodSeconds")
                            .asInt())
                    .isGreaterThan(sleep + shutdown);
            assertThat(Manifests.pod(deployment).path("topologySpreadConstraints"))
                    .hasSize(2);
            JsonNode budget = PRODUCTION.named("PodDisruptionBudget", Manifests.nameOf(deployment));
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
            assertThat(budget.at("/spec/selector")).isEqualTo(deployment.at("/spec/selector"));
        });
    }

    @Test
    void servicesSelectTheirPodsAndNoMigration() {
        assertThat(PRODUCTION.ofKind("Service")).hasSize(3).allSatisfy(service -> {
            assertThat(PRODUCTION
                            .workloads()
                            .filter(workload -> Labels.match(
                                    service.at("/spec/selector"), workload.at("/spec/template/metadata/labels")))
                            .map(workload -> workload.path("kind").asText() + " " + Manifests.nameOf(workload)))
                    .containsExactly("Deployment " + Manifests.nameOf(service));
            JsonNode ports = Manifests.container(PRODUCTION.named("Deployment", Manifests.nameOf(service)))
                    .path("ports");
            assertThat(ports)
                    .anyMatch(port -> port.path("name").asText().equals("http")
                            && port.path("containerPort").asInt()
                                    == service.at("/spec/ports/0/port").asInt());
            assertThat(service.at("/spec/ports")).hasSize(1);
        });
    }

    @Test
    void autoscalersLeaveNoReplicasInTheDeployments() {
        assertThat(PRODUCTION.ofKind("HorizontalPodAutoscaler")).hasSize(3).allSatisfy(scaler -> {
            JsonNode deployment = PRODUCTION.named(
                    "Deployment", scaler.at("/spec/scaleTargetRef/name").asText());
            assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
            assertThat(Manifests.container(deployment)
                            .at("/resources/requests/cpu")
                            .isTextual())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/local", "overlays/production"})
    void poolsOfAllReplicasFitTheDatabase(String overlay) throws IOException {
        Manifests manifests = Manifests.of(overlay);
        for (String service : List.of("customer", "scoring", "report")) {
            int pool = poolOf(service);
            JsonNode deployment = manifests.named("Deployment", service + "-service");
            int replicas = manifests
                    .ofKind("HorizontalPodAutoscaler")
                    .filter(scaler -> Manifests.nameOf(scaler).equals(service + "-service"))
                    .mapToInt(scaler -> scaler.at("/spec/maxReplicas").asInt())
                    .findFirst()
                    .orElse(deployment.at("/spec/replicas").asInt());
            int surge = deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
            long jobs = manifests
                    .ofKind("Job")
                    .filter(job -> Manifests.nameOf(job).startsWith(service))
                    .count();
            int connections = manifests
                    .named("Cluster", service + "-db")
                    .at("/spec/postgresql/parameters/max_connections")
                    .asInt();
            assertThat(replicas).isPositive();
            assertThat(pool * (replicas + surge + jobs) + RESERVED_CONNECTIONS)
                    .as(service)
                    .isLessThanOrEqualTo(connections);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/local", "overlays/production"})
    void imagesHaveATagOrDigestThatStandsInOnePlace(String overlay) throws IOException {
        assertThat(Manifests.of(overlay).workloads()).allSatisfy(workload -> {
            String image = Manifests.container(workload).path("image").asText();
            assertThat(image).matches("[a-z0-9.-]+(/[a-z0-9.-]+)+(:[0-9][^:@]*|@sha256:[0-9a-f]{64})");
            assertThat(Manifests.nameOf(workload)).startsWith(image.replaceAll(".*/|[:@].*", ""));
        });
        try (Stream<Path> files = Files.walk(Manifests.root())) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).filter(WorkloadTest::setsImages))
                    .containsExactly(Manifests.root().resolve("components/images/kustomization.yaml"));
        }
    }

    @Test
    void noSecretIsCommittedAndEachThatIsNeededIsInTheGuide() throws IOException {
        String guide = Files.readString(Manifests.root().resolve("README.md"));
        Manifests external = Manifests.of(List.of("migration-jobs", "external-database", "images"));
        for (Manifests manifests : List.of(PRODUCTION, external)) {
            assertThat(manifests.ofKind("Secret")).isEmpty();
            assertThat(manifests.workloads()).allSatisfy(workload -> {
                environment(Manifests.container(workload)).forEach((name, variable) -> {
                    if (name.contains("PASSWORD") || name.contains("USERNAME")) {
                        assertThat(variable.has("value")).as(name).isFalse();
                    } else if (name.contains("ENCRYPTION") && !name.endsWith("ACTIVE_KEY")) {
                        assertThat(variable.path("value").asText()).startsWith("file:/etc/fenji/");
                    }
                });
                workload.findValuesAsText("secretName")
                        .forEach(secret -> assertThat(guide).contains(secret));
                workload.findValues("secretKeyRef")
                        .forEach(secret ->
                                assertThat(guide).contains(secret.path("name").asText()));
            });
        }
    }

    @Test
    void migrationsAreMadeByJobsAndOnlyCheckedByPods() {
        assertThat(PRODUCTION.ofKind("Job")).hasSize(3).allSatisfy(job -> {
            Map<String, JsonNode> variables = environment(Manifests.container(job));
            assertThat(variables.get("QUARKUS_INIT_AND_EXIT").path("value").asText())
                    .isEqualTo("true");
            String service = Manifests.nameOf(job).replace("-migration", "");
            JsonNode container = Manifests.container(PRODUCTION.named("Deployment", service));
            Map<String, JsonNode> pods = environment(container);
            assertThat(pods.get("QUARKUS_FLYWAY_MIGRATE_AT_START").path("value").asText())
                    .isEqualTo("false");
            assertThat(pods.get("QUARKUS_FLYWAY_VALIDATE_AT_START")
                            .path("value")
                            .asText())
                    .isEqualTo("true");
            for (String connection : List.of("JDBC_URL", "USERNAME", "PASSWORD")) {
                assertThat(variables.get("QUARKUS_DATASOURCE_" + connection))
                        .isNotNull()
                        .isEqualTo(pods.get("QUARKUS_DATASOURCE_" + connection));
            }
            assertThat(Manifests.container(job).path("image")).isEqualTo(container.path("image"));
        });
    }

    private static int poolOf(String service) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(
                Project.root().resolve(service + "-service/src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return Integer.parseInt(properties.getProperty("quarkus.datasource.jdbc.max-size"));
    }

    private static boolean setsImages(Path file) {
        try {
            return Files.readString(file).contains("newTag:")
                    || Files.readString(file).contains("digest: ");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, JsonNode> environment(JsonNode container) {
        Map<String, JsonNode> variables = new TreeMap<>();
        container
                .path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(), variable));
        return variables;
    }
}
