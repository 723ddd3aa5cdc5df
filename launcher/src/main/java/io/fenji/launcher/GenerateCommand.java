package io.fenji.launcher;

import io.fenji.launcher.company.CompanyCounts;
import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Phase;
import io.fenji.launcher.local.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a generated company's files into a directory, for trials and benchmarks.
@Command(name = "generate")
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--customers", defaultValue = "20000")
    private int customers;

    @Option(names = "--seed", defaultValue = "42")
    private long seed;

    @Option(names = "--business-date", defaultValue = "2026-06-30")
    private LocalDate businessDate = CompanyOptions.DEMO.businessDate();

    @Option(names = "--currency", defaultValue = "CNY")
    private Currency currency = Currency.getInstance(CompanyOptions.DEMO.currency());

    @Parameters(index = "0", paramLabel = "DIRECTORY")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        Console console = language.console();
        CompanyOptions company = CompanyArguments.company(customers, seed, businessDate, currency.getCurrencyCode());
        DiskSpace.require(directory, customers);
        try (Phase phase = console.phase("phase.generate")) {
            CompanyCounts counts =
                    GeneratedCompany.write(company, directory, done -> phase.progress("", done, customers));
            phase.succeeded();
            console.say(
                    "generate.done",
                    counts.customers(),
                    counts.orders(),
                    counts.returns(),
                    counts.orderLines(),
                    directory);
        } catch (IOException failure) {
            throw new Failure(failure, "company.unwritable", directory, String.valueOf(failure.getMessage()));
        }
        return 0;
    }
}
