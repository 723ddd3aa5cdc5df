package io.fenji.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fenji.systemtests.Needed;
import io.fenji.systemtests.suite.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `kubectl kustomize` makes of a kustomization.
record Manifests(List<JsonNode> all) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /// An overlay or base, by its path under `k8s/`.
    static Manifests of(String path) {
        return render(root().resolve(path));
    }

    /// The base with components, in this order.
    static Manifests of(List<String> components) {
        try {
            Path target = Files.createDirectories(Project.root().resolve("system-tests/target/kubernetes"));
            Path folder = Files.createTempDirectory(target, "combination");
            StringBuilder text = new StringBuilder("""
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    namespace: fenji
                    resources: [../../../../k8s/base]
                    components:
                    """);
            components.forEach(component -> text.append("  - ../../../../k8s/components/%s\n".formatted(component)));
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return render(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path root() {
        return Project.root().resolve("k8s");
    }

    Stream<JsonNode> ofKind(String kind) {
        return all.stream().filter(one -> one.path("kind").asText().equals(kind));
    }

    JsonNode named(String kind, String name) {
        return ofKind(kind)
                .filter(one -> nameOf(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    /// Deployments and jobs.
    Stream<JsonNode> workloads() {
        return Stream.concat(ofKind("Deployment"), ofKind("Job"));
    }

    static String nameOf(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    /// The pod of a deployment or job: its spec.
    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /// The only container of a deployment or job.
    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }

    private static Manifests render(Path folder) {
        try {
            Process kubectl = new ProcessBuilder(kubectl(), "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            byte[] rendered = kubectl.getInputStream().readAllBytes();
            if (kubectl.waitFor() != 0) {
                throw new AssertionError(folder + " cannot be rendered: " + new String(rendered));
            }
            List<JsonNode> manifests = new ArrayList<>();
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered).forEachRemaining(manifests::add);
            return new Manifests(manifests);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static String kubectl() {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, "kubectl"));
        Stream<Path> named = Optional.ofNullable(System.getenv("FENJI_KUBECTL")).map(Path::of).stream();
        return Needed.tool(
                        Stream.concat(named, onPath).filter(Files::isExecutable).findFirst(),
                        "The manifests need kubectl: there is none on the PATH, nor does FENJI_KUBECTL name one")
                .toString();
    }
}
