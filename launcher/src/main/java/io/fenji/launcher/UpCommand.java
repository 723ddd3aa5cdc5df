package io.fenji.launcher;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Table;
import io.fenji.launcher.console.Table.Align;
import io.fenji.launcher.local.Service;
import io.fenji.launcher.local.StateSettings;
import io.fenji.launcher.local.Suite;
import io.fenji.launcher.local.SuiteOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts the suite on a new or existing state and stays up.
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private SuiteArguments arguments = new SuiteArguments();

    @Override
    public Integer call() {
        Console console = language.console();
        Path directory = arguments.directory("local");
        StateSettings settings = arguments.settings(
                StateSettings.read(directory).orElse(StateSettings.of(ZoneId.of("Asia/Shanghai"), "CNY", null)));
        SuiteOptions options = arguments.options(directory, settings, 1);
        try (Suite suite = Suite.start(options, console, () -> settings.write(directory))) {
            addresses(console, suite);
            console.say("up.stay");
            suite.awaitTheEnd();
        }
        return 0;
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
        table.row(console.messages().get("addresses.dashboard"), suite.address(Service.REPORT) + "/");
        table.row(console.messages().get("addresses.reports"), suite.address(Service.REPORT) + "/v1/reports");
        console.table(table);
    }
}
