package io.fenji.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.systemtests.suite.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final Pattern OWN_METRIC = Pattern.compile("fenji_[a-z_]+");
    private static final Manifests PRODUCTION = Manifests.of("overlays/production");

    @Test
    void eachAlertHasItsEntryInTheRunbook() throws IOException {
        String runbook = Files.readString(Project.root().resolve("docs/runbook.md"));
        List<JsonNode> rules = rules();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String alert = rule.path("alert").asText();
            assertThat(runbook).contains("\n## " + alert + "\n");
            assertThat(rule.at("/annotations/runbook_url").asText()).endsWith("#" + alert.toLowerCase(Locale.ROOT));
        });
        assertThat(Pattern.compile("(?m)^## (Fenji.*)$")
                        .matcher(runbook)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        rules.stream().map(rule -> rule.path("alert").asText()).toList());
    }

    @Test
    void alertsAndDashboardAskOnlyForMetricsThatTheServicesCount() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(PRODUCTION
                        .named("ConfigMap", "fenji-dashboard")
                        .at("/data/dashboard.json")
                        .asText());
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        rules().forEach(rule -> expressions.add(rule.path("expr").asText()));
        List<String> metrics = expressions.stream()
                .flatMap(expression -> OWN_METRIC.matcher(expression).results().map(MatchResult::group))
                .distinct()
                .toList();
        String sources = sources();
        assertThat(metrics)
                .hasSizeGreaterThan(3)
                .allSatisfy(metric -> assertThat(sources)
                        .contains('"' + metric.replaceFirst("_total$", "").replace('_', '.') + '"'));
    }

    private static List<JsonNode> rules() {
        return PRODUCTION
                .named("PrometheusRule", "fenji")
                .at("/spec/groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String service : List.of("customer-service", "scoring-service", "report-service")) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(service).resolve("src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
