package io.fenji.launcher;

import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.demo.Demo;
import io.fenji.launcher.demo.DemoOptions;
import io.fenji.launcher.demo.Source;
import io.fenji.launcher.local.Suite;
import io.fenji.launcher.local.SuiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From raw data to the tier report with one command.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--orders")
    private @Nullable Path orders;

    @Option(names = "--mapping")
    private @Nullable String mapping;

    @Option(names = "--business-date")
    private @Nullable LocalDate businessDate;

    @Option(names = "--zone")
    private @Nullable ZoneId zone;

    @Option(names = "--currency")
    private @Nullable Currency currency;

    @Option(names = "--scheme")
    private @Nullable String scheme;

    @Option(names = "--customers")
    private @Nullable Integer customers;

    @Option(names = "--seed")
    private @Nullable Long seed;

    @Option(names = "--state")
    private @Nullable String state;

    @Option(names = "--exit")
    private boolean exit;

    @Option(names = "--heap-factor")
    private @Nullable Integer heapFactor;

    @Override
    public Integer call() {
        Console console = language.console();
        DemoOptions options = orders == null ? generated() : file(orders);
        try (Suite suite = new Demo(options, console).run()) {
            if (!exit) {
                console.line("");
                console.say("up.stay");
                suite.awaitTheEnd();
            }
        }
        return 0;
    }

    private DemoOptions generated() {
        if (mapping != null) {
            throw new Failure("mapping.without.orders");
        }
        CompanyOptions demo = CompanyOptions.DEMO;
        CompanyOptions company = CompanyArguments.company(
                customers == null ? demo.customers() : customers,
                seed == null ? demo.seed() : seed,
                businessDate == null ? demo.businessDate() : businessDate,
                currency == null ? demo.currency() : currency.getCurrencyCode());
        ZoneId where = zone == null ? ZoneId.of("Asia/Shanghai") : zone;
        return options(
                new Source.Generated(company),
                "ecommerce-members",
                stateName(company),
                where,
                company.businessDate(),
                company.currency(),
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
            throw new Failure("size.with.orders");
        }
        requireReadable(file);
        MappingDefaults defaults = mapping == null ? MappingDefaults.recognise(file) : MappingDefaults.of(mapping);
        return options(
                new Source.OrderFile(file, defaults.mapping()),
                "abc-pareto-80-95",
                stateName(file),
                zone == null ? defaults.zone() : zone,
                businessDate == null ? defaults.businessDate() : businessDate,
                currency == null ? defaults.currency() : currency.getCurrencyCode(),
                1);
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

    private DemoOptions options(
            Source source,
            String preset,
            String stateName,
            ZoneId where,
            @Nullable LocalDate date,
            String money,
            int heaps) {
        return new DemoOptions(
                source,
                scheme == null ? preset : scheme,
                new SuiteOptions(
                        StatePaths.root(),
                        StatePaths.state(state == null ? stateName : state),
                        ports.ports(),
                        where,
                        date,
                        money,
                        heapFactor == null ? heaps : heapFactor));
    }
}
