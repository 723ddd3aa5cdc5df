package io.fenji.launcher;

import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.demo.Demo;
import io.fenji.launcher.demo.DemoOptions;
import io.fenji.launcher.demo.Source;
import io.fenji.launcher.local.StateSettings;
import io.fenji.launcher.local.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From raw data to the tier report with one command.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    /// Keys as scoring-service has them, and names as customer-service has them.
    private static final Pattern SCHEME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern MAPPING = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private SuiteArguments suite = new SuiteArguments();

    @Option(names = "--orders")
    private @Nullable Path orders;

    @Option(names = "--mapping")
    private @Nullable String mapping;

    @Option(names = "--scheme")
    private @Nullable String scheme;

    @Option(names = "--customers")
    private @Nullable Integer customers;

    @Option(names = "--seed")
    private @Nullable Long seed;

    @Option(names = "--exit")
    private boolean exit;

    @Override
    public Integer call() {
        Console console = language.console();
        if (scheme != null && !SCHEME.matcher(scheme).matches()) {
            throw Failure.usage("scheme.name", scheme);
        }
        DemoOptions options = orders == null ? generated() : file(orders);
        try (Suite running = new Demo(options, console).run()) {
            if (!exit) {
                console.line("");
                console.say("up.stay");
                running.awaitTheEnd();
            }
        }
        return 0;
    }

    private DemoOptions generated() {
        if (mapping != null) {
            throw Failure.usage("mapping.without.orders");
        }
        CompanyOptions demo = CompanyOptions.DEMO;
        StateSettings settings =
                suite.settings(StateSettings.of(ZoneId.of("Asia/Shanghai"), demo.currency(), demo.businessDate()));
        CompanyOptions company = CompanyArguments.company(
                customers == null ? demo.customers() : customers,
                seed == null ? demo.seed() : seed,
                Objects.requireNonNull(settings.date()),
                settings.currency());
        return options(
                new Source.Generated(company),
                "ecommerce-members",
                stateName(company),
                settings,
                company.customers() > 600_000 ? 3 : company.customers() > 200_000 ? 2 : 1);
    }

    private static String stateName(CompanyOptions company) {
        CompanyOptions demo = CompanyOptions.DEMO;
        if (company.equals(demo)) {
            return "demo";
        }
        boolean sameEnd = company.businessDate().equals(demo.businessDate())
                && company.currency().equals(demo.currency());
        String name = "demo-%d-%d".formatted(company.customers(), company.seed());
        return sameEnd ? name : name + "-" + company.businessDate() + "-" + company.currency();
    }

    private DemoOptions file(Path file) {
        if (customers != null || seed != null) {
            throw Failure.usage("size.with.orders");
        }
        if (mapping != null && !MAPPING.matcher(mapping).matches()) {
            throw Failure.usage("mapping.name", mapping);
        }
        requireReadable(file);
        MappingDefaults defaults = mapping == null ? MappingDefaults.recognise(file) : MappingDefaults.of(mapping);
        StateSettings settings =
                suite.settings(StateSettings.of(defaults.zone(), defaults.currency(), defaults.businessDate()));
        return options(
                new Source.OrderFile(file, defaults.mapping()), "abc-pareto-80-95", stateName(file), settings, 1);
    }

    /// The file's name without its endings, and its size, which tells most versions of it apart.
    private static String stateName(Path file) {
        try {
            String name = String.valueOf(file.getFileName()).replaceAll("(\\.(csv|gz|txt))+$", "");
            String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
            String start = plain.substring(0, Math.min(40, plain.length()));
            return (start.isEmpty() ? "orders" : start) + "-" + Files.size(file);
        } catch (IOException failure) {
            throw new Failure(failure, "file.unreadable", file, String.valueOf(failure.getMessage()));
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Failure("file.missing", file.toAbsolutePath());
        }
    }

    private DemoOptions options(Source source, String preset, String stateName, StateSettings settings, int heaps) {
        return new DemoOptions(
                source, scheme == null ? preset : scheme, suite.options(suite.directory(stateName), settings, heaps));
    }
}
