package io.fenji.report.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.report.testing.ServiceTest;
import io.fenji.report.text.Language;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DashboardPageTest {
    private static final Path FILES = Path.of("src/main/resources/dashboard");

    @Test
    void everyModuleIsServedUnderAnAddressOfItsContent() {
        Response page = given().get("/");
        Set<String> addresses = addresses(page.asString());

        assertThat(addresses).hasSize(DashboardFiles.MODULES.size() + 2);
        for (String address : addresses) {
            Response file = given().get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(file.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void allModulesAreKnown() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".js")))
                    .containsExactlyInAnyOrderElementsOf(DashboardFiles.MODULES);
        }
    }

    @Test
    void runsNothingButItsOwnFiles() {
        assertThat(given().get("/").header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void speaksTheReadersLanguageUnlessAnotherWasChosen() {
        assertThat(given().header("Accept-Language", "en-GB,en;q=0.9").get("/").asString())
                .contains("<html lang=\"en\">");
        assertThat(given().header("Accept-Language", "fr").get("/").asString()).contains("<html lang=\"zh-CN\">");
        assertThat(given().header("Accept-Language", "zh")
                        .cookie("fenji-language", "en")
                        .get("/")
                        .asString())
                .contains("<html lang=\"en\">");
    }

    @Test
    void bothLanguagesHaveEveryTextThatIsUsed() throws IOException {
        DashboardTexts texts = new DashboardTexts();
        Set<String> used = new TreeSet<>();
        for (String module : DashboardFiles.MODULES) {
            Matcher calls = Pattern.compile("\\bt\\(\"([^\"]+)\"").matcher(Files.readString(FILES.resolve(module)));
            used.addAll(calls.results().map(call -> call.group(1)).collect(Collectors.toSet()));
        }

        assertThat(texts.in(Language.EN).keySet())
                .isEqualTo(texts.in(Language.ZH_CN).keySet())
                .containsAll(used);
    }

    private static Set<String> addresses(String page) {
        return Pattern.compile("(?:src|href)=\"(/dashboard/[^\"]+)\"")
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
