package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Phase;
import io.fenji.launcher.local.DiskSpace;
import io.fenji.launcher.local.Service;
import io.fenji.launcher.local.StateSettings;
import io.fenji.launcher.local.Suite;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the demo: start, load, score, report, show.
public final class Demo {
    /// How far before the business date the generated company is scored first, so that there is movement to report.
    private static final int EARLIER_DAYS = 90;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DemoOptions options;
    private final Console console;
    private final List<Phase> phases = new ArrayList<>();

    public Demo(DemoOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /// Runs all steps and shows the result; the suite stays up until the caller closes it.
    ///
    /// @throws io.fenji.launcher.console.Failure if a step does not succeed
    public Suite run() {
        CompanyFiles files = new CompanyFiles(options.suite().state());
        Suite suite = Suite.start(options.suite(), console, () -> prepare(files));
        try {
            show(suite, steps(suite, files));
            return suite;
        } catch (RuntimeException failure) {
            suite.close();
            throw failure;
        }
    }

    private void prepare(CompanyFiles files) {
        StateSettings.of(
                        options.suite().zone(),
                        options.suite().currency(),
                        options.suite().businessDate())
                .write(options.suite().state());
        switch (options.source()) {
            case Source.OrderFile file -> DiskSpace.require(options.suite().state(), 0);
            case Source.Generated generated -> {
                if (!files.exist(generated.company())) {
                    DiskSpace.require(
                            options.suite().state(), generated.company().customers());
                    phase("phase.generate", phase -> files.generate(generated.company(), phase));
                }
            }
        }
    }

    private DemoResult steps(Suite suite, CompanyFiles files) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Api customers = api(Service.CUSTOMER, suite, http);
        Api scoringApi = api(Service.SCORING, suite, http);
        Api reports = api(Service.REPORT, suite, http);
        Operations operations = new Operations(console.messages(), PAUSE);
        Scoring scoring = new Scoring(customers, scoringApi, operations);

        long start = System.nanoTime();
        List<Intake.Loaded> loaded = load(new Intake(customers, operations, console), files);
        if (loaded.stream().allMatch(Intake.Loaded::found)) {
            console.note("data.found", options.suite().state().getFileName());
        }
        LocalDate date = options.suite().businessDate() == null
                ? scoring.businessDate()
                : options.suite().businessDate();
        activate(scoring);
        Optional<JsonNode> earlier = earlierRun(scoring, date);
        phase("phase.metrics", phase -> scoring.moveTo(date, phase), date);
        run(scoring, date);
        List<URI> pages = report(reports, operations);
        long importToReport = System.nanoTime() - start;
        JsonNode distribution = reports.get("/v1/analytics/tier-distribution?scheme=" + options.scheme());
        return new DemoResult(
                options.scheme(),
                loaded,
                earlier,
                distribution,
                reports.get(URI.create(pages.getLast() + "/json")),
                URI.create(pages.getFirst() + "/html"),
                URI.create(pages.getLast() + "/html"),
                phases,
                importToReport);
    }

    private List<Intake.Loaded> load(Intake intake, CompanyFiles files) {
        List<Intake.Loaded> loaded = new ArrayList<>();
        switch (options.source()) {
            case Source.OrderFile source -> {
                intake.requireMapping(source.mapping());
                phase(
                        "phase.import.orders",
                        phase -> loaded.add(intake.load("orders", source.mapping(), source.file(), phase)));
            }
            case Source.Generated generated -> {
                // Customers and products first: the other rows refer to them.
                phase(
                        "phase.import.products",
                        phase -> loaded.add(intake.load(
                                "products", "fenji-products", files.file(GeneratedCompany.PRODUCTS), phase)));
                phase(
                        "phase.import.customers",
                        phase -> loaded.add(intake.load(
                                "customers", "fenji-customers", files.file(GeneratedCompany.CUSTOMERS), phase)));
                phase(
                        "phase.import.orders",
                        phase -> loaded.add(
                                intake.load("orders", "fenji-orders", files.file(GeneratedCompany.ORDERS), phase)));
                phase(
                        "phase.import.interactions",
                        phase -> loaded.add(intake.load(
                                "interactions",
                                "fenji-interactions",
                                files.file(GeneratedCompany.INTERACTIONS),
                                phase)));
                phase(
                        "phase.import.feedback",
                        phase -> loaded.add(intake.load(
                                "feedback", "fenji-feedback", files.file(GeneratedCompany.FEEDBACK), phase)));
            }
        }
        return loaded;
    }

    private void activate(Scoring scoring) {
        boolean[] before = new boolean[1];
        phase("phase.scheme", phase -> before[0] = scoring.activate(options.scheme()), options.scheme());
        if (before[0]) {
            console.note("scheme.found", options.scheme());
        }
    }

    /// Scores the generated company as of the earlier date, once.
    private Optional<JsonNode> earlierRun(Scoring scoring, LocalDate date) {
        if (!(options.source() instanceof Source.Generated)) {
            return Optional.empty();
        }
        LocalDate earlier = date.minusDays(EARLIER_DAYS);
        Optional<JsonNode> done = scoring.runAsOf(options.scheme(), earlier);
        if (done.isPresent()) {
            return done;
        }
        phase("phase.metrics", phase -> scoring.moveTo(earlier, phase), earlier);
        return Optional.of(run(scoring, earlier));
    }

    private JsonNode run(Scoring scoring, LocalDate date) {
        List<JsonNode> run = new ArrayList<>();
        phase("phase.run", phase -> run.add(scoring.run(options.scheme(), phase)), date);
        return run.getFirst();
    }

    private List<URI> report(Api reports, Operations operations) {
        List<URI> pages = new ArrayList<>();
        phase("phase.report", phase -> {
            List<URI> started = new ArrayList<>();
            for (Language language : Language.values()) {
                started.add(reports.post(
                                "/v1/reports",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("scheme", options.scheme())
                                        .put("language", language.tag()))
                        .location());
            }
            for (URI report : started) {
                operations.await(reports, report, phase);
                pages.add(report);
            }
        });
        return pages;
    }

    private void show(Suite suite, DemoResult result) {
        HttpClient http = HttpClient.newHttpClient();
        Summary summary = new Summary(console, suite);
        summary.show(result);
        new ExampleCustomer(console, api(Service.CUSTOMER, suite, http), api(Service.SCORING, suite, http))
                .show(result);
        summary.addresses(result);
    }

    private void phase(String key, Consumer<Phase> work, Object... arguments) {
        try (Phase phase = console.phase(key, arguments)) {
            work.accept(phase);
            phase.succeeded();
            phases.add(phase);
        }
    }

    private static Api api(Service service, Suite suite, HttpClient http) {
        return new Api(service.module(), suite.address(service), http, suite::requireAlive);
    }
}
