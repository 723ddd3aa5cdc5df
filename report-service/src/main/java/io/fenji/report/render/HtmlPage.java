package io.fenji.report.render;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.content.ReportContent;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/// Renders the page. It carries its style, the chart library and its own script inline, and a policy that
/// lets exactly these two scripts run: whatever a customer is called, it stays text.
@ApplicationScoped
public class HtmlPage {
    private static final String LIBRARY = "META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

    /// Control characters, and marks that turn the direction of text: with one a name can show as another. The scripts
    /// have none, or their hashes would not be theirs.
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    @CheckedTemplate(basePath = "report")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(PageView page, Inline inline);
    }

    /// What is written into the page as it is.
    public record Inline(String style, String library, String script, String data, String policy) {}

    private final BusinessClock clock;
    private final String style = resource("report/report.css");
    private final String library = script(resource(LIBRARY));
    private final String script = script(resource("report/report.js"));
    private final String policy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '%s' '%s'; base-uri 'none'; form-action 'none'"
                    .formatted(hash(library), hash(script));

    HtmlPage(BusinessClock clock) {
        this.clock = clock;
    }

    public RenderedPage render(ReportContent content) {
        PageWriter writer = new PageWriter(content, clock.zone());
        Inline inline = new Inline(style, library, script, ContentJson.embedded(writer.charts()), policy);
        String html =
                UNSEEN.matcher(Templates.page(writer.view(), inline).render()).replaceAll("");
        return new RenderedPage(html, policy + "; frame-ancestors 'self'");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // The text of a script element must not end it. Line ends as the browser sees them, for the hash.
    private static String script(String text) {
        return text.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String hash(String script) {
        try {
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256")
                                    .digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
