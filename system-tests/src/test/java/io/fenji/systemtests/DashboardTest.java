package io.fenji.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The dashboard as its readers use it, in a real browser; screenshots go to `target/screenshots`.
@InSuite(SuiteKind.GENERATED)
class DashboardTest {
    private static final Path AXE = Path.of("../.ci/contracts/node_modules/axe-core/axe.min.js");
    private static final int HEAVIEST = 1_500_000;
    private static final List<String> CHARTS = List.of("tiers", "history", "flows", "pareto");
    private static final String FAULTS = """
            () => axe.run(document, {resultTypes: ['violations']}).then(result => result.violations
              .filter(each => each.impact === 'serious' || each.impact === 'critical')
              .map(each => each.id + ' ' + each.nodes.map(node => node.target).join(', ')))
            """;
    private static final String WEIGHT = """
            () => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
              .reduce((sum, each) => sum + each.decodedBodySize, 0)
            """;

    private static Journey journey;
    private static String axe;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void openTheBrowser(FreshSuite suite) throws IOException {
        String chromium = Optional.ofNullable(System.getenv("FENJI_CHROMIUM")).orElse("/usr/bin/chromium");
        Path executable = Needed.tool(
                Optional.of(Path.of(chromium)).filter(Files::isExecutable),
                "there is no browser at " + chromium + " (apt-get install chromium, or set FENJI_CHROMIUM)");
        axe = Files.readString(Needed.tool(
                Optional.of(AXE).filter(Files::isReadable), "axe-core is not there (.ci/contracts/check.sh gets it)"));
        journey = LoadedCompany.in(suite).journey();
        journey.report(LoadedCompany.SCHEME, "zh-CN");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} wide")
    @CsvSource({"zh-CN, LIGHT, 1280", "en, DARK, 1280", "zh-CN, DARK, 390"})
    void everythingOnItWorks(String language, ColorScheme colours, int width) {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 860)
                .setIsMobile(width < 600)
                .setColorScheme(colours)
                .setLocale(language))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.onRequest(request -> {
                if (!request.url().startsWith(journey.reports().base().toString())
                        && !request.url().startsWith("data:")) {
                    complaints.add("asks " + request.url());
                }
            });
            String look = "%s-%s-%d".formatted(language, colours, width);

            page.navigate(journey.reports().base() + "/");
            for (String chart : CHARTS) {
                Locator shapes = page.locator("[data-chart=%s] svg :is(rect, path, polygon)".formatted(chart));
                shapes.first().waitFor();
                assertThat(shapes.count()).as(chart).isGreaterThanOrEqualTo(chart.equals("pareto") ? 1 : 3);
            }
            page.locator("[data-work=SUCCEEDED]").first().waitFor();
            // Which customers are valuable enough for an urgent one is estimated a little after the run.
            page.locator("[data-card=warnings] :is(.warnings a, .empty)")
                    .first()
                    .waitFor();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(((Number) page.evaluate(WEIGHT)).intValue()).isLessThan(HEAVIEST);
            check(page, width, look + "-overview");

            follow(page, "customers");
            page.locator("#search").fill("C0000002");
            page.locator("#search").press("Enter");
            page.locator(".found a").first().click();
            page.locator("[data-card=why] .standing").waitFor();
            page.locator("[data-card=way-up] .soft").last().waitFor();
            page.locator("[data-card=past] .past li").first().waitFor();
            check(page, width, look + "-customer");

            follow(page, "simulator");
            page.locator("[data-outcome=ready] [data-matrix]").waitFor();
            String before = page.locator("[data-moves]").innerText();
            page.locator("#tier-0").focus();
            for (int i = 0; i < 20; i++) {
                page.keyboard().press("ArrowRight");
            }
            page.waitForCondition(() -> !page.locator("[data-outcome=ready] [data-moves]")
                            .allInnerTexts()
                            .equals(List.of(before))
                    && page.locator("[data-outcome=ready]").count() == 1);
            assertThat(page.locator("[data-matrix] .down:not(.heat-0)").count()).isPositive();
            check(page, width, look + "-simulator");

            follow(page, "reports");
            page.locator(".reports a").first().click();
            page.frameLocator("iframe").locator("h1").first().waitFor();
            check(page, width, look + "-reports");

            assertThat(complaints).as("errors in the console").isEmpty();
        }
    }

    private static void follow(Page page, String view) {
        page.locator("nav a[href='#/%s']".formatted(view)).click();
        page.locator("nav a[href='#/%s'][aria-current=page]".formatted(view)).waitFor();
    }

    private static void check(Page page, int width, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/dashboard-%s.png".formatted(name))));
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width of " + name)
                .isLessThanOrEqualTo(width);
        page.evaluate(axe);
        assertThat((List<?>) page.evaluate(FAULTS)).as("hindrances of " + name).isEmpty();
    }
}
