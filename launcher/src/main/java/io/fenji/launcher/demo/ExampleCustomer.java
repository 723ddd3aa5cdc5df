package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Messages;
import io.fenji.launcher.console.Table;
import io.fenji.launcher.console.Table.Align;
import java.util.HashMap;
import java.util.Map;

/// Shows why one customer of the highest tier is there, from the explanation, so that anyone can add it up.
final class ExampleCustomer {
    private final Console console;
    private final Messages messages;
    private final Figures figures;
    private final Api customers;
    private final Api scoring;

    ExampleCustomer(Console console, Api customers, Api scoring) {
        this.console = console;
        this.messages = console.messages();
        this.figures = new Figures(messages.language());
        this.customers = customers;
        this.scoring = scoring;
    }

    void show(DemoResult result) {
        for (JsonNode tier : result.distribution().path("tiers")) {
            if (tier.path("customers").asLong() > 0) {
                JsonNode member = scoring.get("/v1/tiers?limit=1&scheme=%s&tier=%s"
                                .formatted(result.scheme(), tier.path("tier").asText()))
                        .path("items")
                        .path(0);
                if (member.has("customerId")) {
                    explain(result.scheme(), member.path("customerId").asText());
                    return;
                }
            }
        }
    }

    private void explain(String scheme, String id) {
        String path = "/v1/customers/%s/tiers/%s/explanation".formatted(id, scheme);
        JsonNode explanation = scoring.get(path);
        JsonNode customer = customers.get("/v1/customers/" + id);
        String key = customer.path("keys").path(0).path("key").asText(id);
        String name = customer.path("name").asText(key);
        console.line("");
        console.say(
                "example.heading",
                name.equals(key) ? key : name + " (" + key + ")",
                figures.text(
                        explanation.path("tierName"), explanation.path("tier").asText()));
        Table table = table(explanation);
        if (!explanation.path("dimensions").isEmpty()) {
            console.table(table);
        }
        JsonNode cut = explanation.path("cut");
        if (cut.has("metric")) {
            console.line("  "
                    + messages.get(
                            "example.cut",
                            cut.path("metric").asText(),
                            figures.number(cut.path("value")),
                            figures.number(cut.path("threshold"))));
        }
        cutByScore(scheme, explanation);
        for (JsonNode rule : explanation.path("rules")) {
            if (rule.path("hit").asBoolean()) {
                console.line("  "
                        + messages.get(
                                "example.rule",
                                rule.path("key").asText(),
                                rule.path("effect").asText(),
                                rule.path("tier").asText("")));
            }
        }
        console.line("  " + scoring.address(path));
    }

    private void cutByScore(String scheme, JsonNode explanation) {
        JsonNode cut = explanation.path("cut");
        if (!cut.path("type").asText().equals("score") || !cut.has("threshold")) {
            return;
        }
        String threshold = figures.number(cut.path("threshold"));
        console.line("  "
                + (cut.path("heldByLeave").asBoolean()
                        ? held(scheme, explanation, threshold)
                        : messages.get("example.enter", threshold)));
    }

    /// Where the tier begins stands in the scheme; the explanation has what counted, where it ends.
    private String held(String scheme, JsonNode explanation, String leave) {
        String key = explanation.path("cut").path("tier").asText();
        JsonNode document = scoring.get("/v1/schemes/%s/versions/%d"
                        .formatted(scheme, explanation.path("schemeVersion").asInt()))
                .path("document");
        for (JsonNode tier : document.path("tiers")) {
            if (tier.path("key").asText().equals(key)) {
                return messages.get(
                        "example.held",
                        figures.number(explanation.path("score")),
                        figures.number(tier.path("enter")),
                        leave,
                        figures.text(tier.path("name"), key));
            }
        }
        return messages.get("example.enter", leave);
    }

    private Table table(JsonNode explanation) {
        Map<String, String> names = names();
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT)
                .header(
                        messages.get("example.metric"),
                        messages.get("example.value"),
                        messages.get("example.points"),
                        messages.get("example.weight"),
                        messages.get("example.contribution"));
        for (JsonNode dimension : explanation.path("dimensions")) {
            for (JsonNode criterion : dimension.path("criteria")) {
                String metric = criterion.path("metric").asText();
                table.row(
                        names.getOrDefault(metric, metric),
                        figures.number(criterion.path("value")),
                        figures.number(criterion.path("points")),
                        figures.number(criterion.path("weight")),
                        figures.number(criterion.path("contribution")));
            }
        }
        return table.row(messages.get("example.score"), "", "", "", figures.number(explanation.path("score")));
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (JsonNode metric : customers.get("/v1/metrics").path("items")) {
            String key = metric.path("key").asText();
            names.put(key, figures.text(metric.path("name"), key));
        }
        return names;
    }
}
