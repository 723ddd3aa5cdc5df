package io.fenji.report.render;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.document.Document;
import io.fenji.report.document.Document.Fact;
import io.fenji.report.document.Section;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import io.fenji.report.text.ValueText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Renders the page. It carries its charts, its style and its script inline, and a policy that lets exactly this script
/// run: whatever a customer is called, it stays text.
@ApplicationScoped
public class HtmlPage {
    @CheckedTemplate(basePath = "report")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(PageView page, Inline inline);
    }

    /// What is written into the page as it is.
    public record Inline(String style, String script, String policy, String body) {}

    /// The page's frame as its template sees it.
    public record PageView(
            String language,
            String title,
            String subject,
            String brand,
            String skip,
            String contents,
            String footer,
            List<Fact> facts,
            List<Entry> entries) {}

    /// A line of the contents.
    public record Entry(String id, String number, String title) {}

    private final BusinessClock clock;
    private final String style = Resources.text("report/report.css");
    private final String script = script(Resources.text("report/report.js"));
    private final String policy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '%s'; base-uri 'none'; form-action 'none'"
                    .formatted(hash(script));

    HtmlPage(BusinessClock clock) {
        this.clock = clock;
    }

    public RenderedPage render(Document document) {
        Texts texts = Texts.in(Language.of(document.language()));
        PageView view = new PageView(
                document.language(),
                document.title(),
                Markup.visible(document.subject()),
                texts.get("brand"),
                texts.get("skip"),
                texts.get("contents"),
                texts.get("footer"),
                document.facts(),
                entries(document));
        String html = Templates.page(view, new Inline(style, script, policy, body(document, texts)))
                .render();
        return new RenderedPage(html, policy + "; frame-ancestors 'self'");
    }

    static List<Entry> entries(Document document) {
        List<Entry> entries = new ArrayList<>();
        for (Section section : document.sections()) {
            entries.add(
                    new Entry(section.key(), String.format(Locale.ROOT, "%02d", entries.size() + 1), section.title()));
        }
        return entries;
    }

    private String body(Document document, Texts texts) {
        Markup markup = new Markup();
        BlockHtml blocks =
                new BlockHtml(markup, new ValueText(new Formats(texts, clock.zone()), document.currency()), texts);
        markup.raw("<section class=\"band\"")
                .attribute("aria-label", texts.get("key.title"))
                .raw(">\n");
        blocks.figures(document.keyFigures(), "tiles");
        markup.raw("</section>\n");
        List<Entry> entries = entries(document);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            markup.raw("<section")
                    .attribute("id", entry.id())
                    .attribute("aria-labelledby", "h-" + entry.id())
                    .raw(">\n<h2")
                    .attribute("id", "h-" + entry.id())
                    .raw("><span class=\"no\" aria-hidden=\"true\">")
                    .text(entry.number())
                    .raw("</span>")
                    .text(entry.title())
                    .raw("</h2>\n");
            document.sections().get(i).blocks().forEach(blocks::write);
            markup.raw("</section>\n");
        }
        return markup.toString();
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
