package io.fenji.report.home;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.home.HomeView.Line;
import io.fenji.report.report.ReportStore;
import io.fenji.report.report.StoredReport;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/// Lists the newest reports in the reader's language. A page, not part of the API: it has no place in the contract.
@ApplicationScoped
public class HomePage {
    private static final int SHOWN = 50;
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final String STYLE = """
            :root{--paper:#f8f7f3;--ink:#17211f;--soft:#55625e;--line:#e2dfd6;--accent:#0f5a5c;--seal:#a8372a;color-scheme:light dark}
            @media (prefers-color-scheme:dark){:root{--paper:#101615;--ink:#e9eeea;--soft:#a9b6b0;--line:#2a3532;--accent:#7fd0c6;--seal:#f0907f}}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;font-variant-numeric:tabular-nums}
            main{max-width:46rem;margin:0 auto;padding:clamp(2rem,7vw,4.5rem) 1.2rem}
            .brand{color:var(--seal);font-weight:650;font-size:.85rem;letter-spacing:.12em;margin:0 0 1rem}
            h1{font-size:clamp(1.8rem,5vw,2.6rem);line-height:1.2;margin:0}
            .lead,small{color:var(--soft)}
            ul{list-style:none;margin:2rem 0;padding:0;border-top:1px solid var(--line)}
            li{border-bottom:1px solid var(--line)}
            li a{display:block;padding:1rem 0;color:inherit;text-decoration:none}
            li a:hover strong{color:var(--accent)}
            a{color:var(--accent)}
            :focus-visible{outline:2px solid var(--accent);outline-offset:3px}
            small{display:block}
            .badge{color:var(--seal);font-size:.82rem;font-weight:600;margin-left:.6em}""";

    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance home(HomeView view);
    }

    private final ReportStore reports;
    private final BusinessClock clock;

    HomePage(ReportStore reports, BusinessClock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    void route(@Observes Router router) {
        router.get("/").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext request) {
        Language language = language(request.acceptableLanguages());
        String page = Templates.home(view(language)).render();
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .end(page);
    }

    private static Language language(List<LanguageHeader> accepted) {
        for (LanguageHeader header : accepted) {
            switch (header.tag()) {
                case "zh" -> {
                    return Language.ZH_CN;
                }
                case "en" -> {
                    return Language.EN;
                }
                default -> {}
            }
        }
        return Language.ZH_CN;
    }

    private HomeView view(Language language) {
        Texts texts = Texts.in(language);
        Formats formats = new Formats(texts, clock.zone());
        List<Line> lines = new ArrayList<>();
        for (StoredReport report : reports.newest(SHOWN)) {
            lines.add(new Line(
                    "/v1/reports/%s/html".formatted(report.id()),
                    report.title() == null ? report.scheme() : report.title(),
                    texts.get("home.asOf", formats.date(report.businessDate())) + " · "
                            + formats.time(report.createdAt()),
                    lines.isEmpty(),
                    texts.get("home.newest")));
        }
        return new HomeView(
                language.tag(),
                texts.get("brand"),
                texts.get("home.title"),
                texts.get("home.lead"),
                texts.get("home.empty"),
                texts.get("home.api"),
                STYLE,
                lines);
    }
}
