package io.fenji.report.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ReportPageTest {

    @BeforeAll
    static void checkContract() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    /// The pages stay in `target/` to be looked at.
    @Test
    void writesThePageInBothLanguages() throws IOException {
        Upstreams.tell(SampleBase.members("page", 3000, 11));
        for (String language : new String[] {"zh-CN", "en"}) {
            String html = Reports.html(Reports.make("page", language));
            Files.writeString(Path.of("target", "report-" + language + ".html"), html);
            assertThat(html).contains("<html lang=\"" + language + "\">");
        }
        Upstreams.tell(SampleBase.pareto("page-pareto", 1200, 5));
        Files.writeString(Path.of("target", "report-pareto.html"), Reports.html(Reports.make("page-pareto", "en")));
    }
}
