package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Messages;
import io.fenji.launcher.console.Phase;
import io.fenji.launcher.console.Table;
import io.fenji.launcher.console.Table.Align;
import io.fenji.launcher.local.Service;
import io.fenji.launcher.local.Suite;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Prints what came out: rows, tiers, times, addresses.
final class Summary {
    private final Console console;
    private final Messages messages;
    private final Figures figures;
    private final Suite suite;

    Summary(Console console, Suite suite) {
        this.console = console;
        this.messages = console.messages();
        this.figures = new Figures(messages.language());
        this.suite = suite;
    }

    void show(DemoResult result) {
        rows(result);
        tiers(result);
        times(result);
    }

    private void rows(DemoResult result) {
        heading("rows.heading");
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT)
                .header(text("rows.file"), text("rows.read"), text("rows.landed"), text("rows.rejected"));
        for (Intake.Loaded loaded : result.loaded()) {
            JsonNode counts = loaded.resource().path("counts");
            table.row(
                    String.valueOf(loaded.file().getFileName()),
                    figures.count(counts.path("read").asLong()),
                    figures.count(counts.path("landed").asLong()),
                    figures.count(counts.path("rejected").asLong()));
        }
        console.table(table);
        reasons(result.loaded());
    }

    private void reasons(List<Intake.Loaded> files) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT);
        int reasons = 0;
        for (Intake.Loaded loaded : files) {
            for (JsonNode rejected : loaded.resource().path("rejectedByCode")) {
                String code = rejected.path("code").asText();
                String reason = messages.getOr(
                        "rejected." + code, rejected.path("reason").asText());
                table.row(
                        text("rows.of", messages.get("type." + loaded.type())),
                        figures.count(rejected.path("count").asLong()),
                        reason + " (" + code + ")");
                reasons++;
            }
        }
        if (reasons > 0) {
            console.line("");
            console.say("rows.reasons");
            console.table(table);
        }
    }

    private void tiers(DemoResult result) {
        JsonNode distribution = result.distribution();
        JsonNode spend = distribution.path("spend");
        heading(
                "tiers.heading",
                result.scheme(),
                distribution.path("businessDate").asText());
        Map<String, Long> before = new HashMap<>();
        result.earlierRun()
                .ifPresent(run -> run.path("tiers")
                        .forEach(tier -> before.put(
                                tier.path("tier").asText(),
                                tier.path("customers").asLong())));
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT)
                .header(
                        text("tiers.tier"),
                        text("tiers.customers"),
                        text("tiers.share"),
                        text("tiers.spend", spend.path("currency").asText("")),
                        text("tiers.spend.share"),
                        earlierHeader(result));
        for (JsonNode tier : distribution.path("tiers")) {
            String key = tier.path("tier").asText();
            String name = figures.text(tier.path("name"), key);
            Long earlier = before.get(key);
            table.row(
                    name.equals(key) ? key : name + " (" + key + ")",
                    figures.count(tier.path("customers").asLong()),
                    figures.share(tier.path("shareOfCustomers")),
                    money(tier.path("spend")),
                    figures.share(tier.path("shareOfSpend")),
                    earlier == null ? "" : figures.count(earlier));
        }
        table.row(
                text("tiers.total"),
                figures.count(distribution.path("customers").asLong()),
                "",
                money(spend),
                "",
                "");
        console.table(table);
        console.say(
                "tiers.note",
                distribution.path("outsidePopulation").asLong(),
                distribution.path("spendMetric").asText());
        movement(result.report().path("migration"));
        JsonNode quality = result.report().path("quality");
        if (result.onlyOrders() && quality.has("grossSpend")) {
            console.say(
                    "tiers.totals",
                    spend.path("currency").asText(""),
                    money(quality.path("grossSpend")),
                    money(quality.path("purchaseSpend")));
        }
    }

    /// The report's own figures: both then say the same of the same two dates.
    private void movement(JsonNode migration) {
        if (!migration.path("available").asBoolean()) {
            return;
        }
        console.say(
                "tiers.movement",
                migration.path("from").path("businessDate").asText(),
                migration.path("to").path("businessDate").asText(),
                migration.path("rose").asLong(),
                migration.path("fell").asLong(),
                migration.path("entered").asLong(),
                migration.path("left").asLong());
        long incomparable = migration.path("incomparable").asLong();
        if (incomparable > 0) {
            console.say("tiers.movement.other", incomparable);
        }
    }

    private String earlierHeader(DemoResult result) {
        return result.earlierRun()
                .map(run -> text("tiers.earlier", run.path("businessDate").asText()))
                .orElse("");
    }

    private void times(DemoResult result) {
        heading("times.heading");
        Table table = new Table(Align.LEFT, Align.RIGHT);
        for (Phase phase : result.phases()) {
            table.row(phase.label(), console.seconds(phase.nanos()));
        }
        table.row(text("times.total"), console.seconds(result.importToReport()));
        console.table(table);
    }

    void addresses(DemoResult result) {
        heading("addresses.heading");
        boolean chinese = messages.language() == Language.CHINESE;
        Table table = new Table(Align.LEFT, Align.LEFT);
        table.row(
                text(chinese ? "addresses.report.zh" : "addresses.report.en"),
                String.valueOf(chinese ? result.chineseReport() : result.englishReport()));
        table.row(
                text(chinese ? "addresses.report.en" : "addresses.report.zh"),
                String.valueOf(chinese ? result.englishReport() : result.chineseReport()));
        table.row(text("addresses.dashboard"), suite.address(Service.REPORT) + "/");
        for (Service service : Service.values()) {
            table.row(text("addresses.api", service.module()), suite.address(service) + "/q/swagger-ui");
        }
        console.table(table);
    }

    private void heading(String key, Object... arguments) {
        console.line("");
        console.say(key, arguments);
    }

    private String money(JsonNode money) {
        return money.has("amount")
                ? figures.money(new BigDecimal(money.path("amount").asText()))
                : "–";
    }

    private String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }
}
