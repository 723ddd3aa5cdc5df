package io.fenji.launcher;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Table;
import io.fenji.launcher.console.Table.Align;
import io.fenji.launcher.local.Service;
import io.fenji.launcher.local.StateSettings;
import io.fenji.launcher.local.Suite;
import io.fenji.launcher.local.SuiteOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts the suite on a new or existing state and stays up.
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--state", defaultValue = "local")
    private String state = "local";

    @Option(names = "--zone")
    private @Nullable ZoneId zone;

    @Option(names = "--currency")
    private @Nullable Currency currency;

    @Option(names = "--business-date")
    private @Nullable LocalDate businessDate;

    @Option(names = "--heap-factor", defaultValue = "1")
    private int heapFactor;

    @Override
    public Integer call() {
        Console console = language.console();
        Path directory = StatePaths.state(state);
        StateSettings settings = settings(directory);
        SuiteOptions options = new SuiteOptions(
                StatePaths.root(),
                directory,
                ports.ports(),
                settings.zoneId(),
                settings.date(),
                settings.currency(),
                heapFactor);
        try (Suite suite = Suite.start(options, console, () -> settings.write(directory))) {
            addresses(console, suite);
            console.say("up.stay");
            suite.awaitTheEnd();
        }
        return 0;
    }

    private StateSettings settings(Path directory) {
        StateSettings before =
                StateSettings.read(directory).orElse(StateSettings.of(ZoneId.of("Asia/Shanghai"), "CNY", null));
        return StateSettings.of(
                zone == null ? before.zoneId() : zone,
                currency == null ? before.currency() : currency.getCurrencyCode(),
                businessDate == null ? before.date() : businessDate);
    }

    private static void addresses(Console console, Suite suite) {
        console.line("");
        console.say("addresses.heading");
        Table table = new Table(Align.LEFT, Align.LEFT);
        for (Service service : Service.values()) {
            table.row(
                    console.messages().get("addresses.api", service.module()),
                    suite.address(service) + "/q/swagger-ui");
        }
        for (Service service : Service.values()) {
            table.row(
                    console.messages().get("addresses.health", service.module()), suite.address(service) + "/q/health");
        }
        table.row(console.messages().get("addresses.reports"), suite.address(Service.REPORT) + "/v1/reports");
        console.table(table);
    }
}
