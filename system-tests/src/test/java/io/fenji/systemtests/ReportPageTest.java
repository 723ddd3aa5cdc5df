package io.fenji.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The report as its readers see it, in a real browser; screenshots go to `target/screenshots`.
@InSuite(SuiteKind.GENERATED)
class ReportPageTest {
    /// Shapes with a size: an empty chart has axes at most.
    private static final String SHAPES = """
            chart => [...chart.querySelectorAll('svg path, svg rect, svg circle, svg polyline, svg polygon')]
              .filter(shape => { const box = shape.getBoundingClientRect(); return box.width > 1 && box.height > 1; })
              .length
            """;

    private static final Map<String, String> REPORTS = new HashMap<>();
    private static Journey journey;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void openTheBrowser(FreshSuite suite) {
        String chromium = Optional.ofNullable(System.getenv("FENJI_CHROMIUM")).orElse("/usr/bin/chromium");
        Path executable = Needed.tool(
                Optional.of(Path.of(chromium)).filter(Files::isExecutable),
                "there is no browser at " + chromium + " (apt-get install chromium, or set FENJI_CHROMIUM)");
        journey = LoadedCompany.in(suite).journey();
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

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "zh-CN, desktop, 1280, 900",
        "zh-CN, phone, 390, 844",
        "en, desktop, 1280, 900",
        "en, phone, 390, 844",
    })
    void thePageIsWholeAndNeedsNoNetwork(String language, String device, int width, int height) {
        String address = address(language);
        List<String> requests = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setIsMobile(device.equals("phone"))
                .setLocale(language))) {
            Page page = context.newPage();
            page.onRequest(request -> requests.add(request.url()));
            page.onConsoleMessage(message -> note(message, complaints));
            page.onPageError(complaints::add);

            page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));
            List<Integer> shapes = page.locator("[data-chart]").all().stream()
                    .map(ReportPageTest::draw)
                    .toList();
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/screenshots/report-%s-%s.png".formatted(language, device))));

            assertThat(complaints).as("errors in the console").isEmpty();
            assertThat(requests)
                    .as("requests")
                    .filteredOn(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                    .containsExactly(address);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.locator("h1").first().innerText()).isNotBlank();
            assertThat(shapes)
                    .as("shapes of each chart")
                    .hasSizeGreaterThanOrEqualTo(5)
                    // How many bars are wider than nothing depends on the day: nobody may be overdue in a tier.
                    .allMatch(count -> count > 0);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of the page")
                    .isLessThanOrEqualTo(width);
        }
    }

    /// Each chart is there in two widths, of which one is shown.
    private static int draw(Locator chart) {
        chart.scrollIntoViewIfNeeded();
        chart.locator("svg:visible").waitFor();
        return (Integer) chart.evaluate(SHAPES);
    }

    private static void note(ConsoleMessage message, List<String> complaints) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }

    private static String address(String language) {
        return REPORTS.computeIfAbsent(
                language,
                each -> journey.reports().base() + "/v1/reports/"
                        + journey.report(LoadedCompany.SCHEME, each).path("id").asText() + "/html");
    }
}
