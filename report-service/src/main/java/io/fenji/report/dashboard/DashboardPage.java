package io.fenji.report.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.report.text.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The page at `/` in the reader's language. Not part of the API: it has no place in the contract.
@ApplicationScoped
class DashboardPage {
    static final String LANGUAGE_COOKIE = "fenji-language";

    /// Everything comes from here, nothing is inline; a report is shown in a frame.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(DashboardView view);
    }

    private final Map<Language, String> pages;

    DashboardPage(
            DashboardFiles files,
            DashboardTexts texts,
            BusinessClock clock,
            ObjectMapper json,
            @ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String currency) {
        this.pages = Map.of(
                Language.ZH_CN, page(Language.ZH_CN, files, texts, clock, json, currency),
                Language.EN, page(Language.EN, files, texts, clock, json, currency));
    }

    void route(@Observes Router router) {
        router.get("/").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, "Accept-Language, Cookie")
                .end(Objects.requireNonNull(pages.get(language(request))));
    }

    /// What the reader has chosen, else what the browser prefers, else Chinese.
    private static Language language(RoutingContext request) {
        Cookie chosen = request.request().getCookie(LANGUAGE_COOKIE);
        if (chosen != null) {
            for (Language language : Language.values()) {
                if (language.tag().equals(chosen.getValue())) {
                    return language;
                }
            }
        }
        List<LanguageHeader> accepted = request.acceptableLanguages();
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

    private static String page(
            Language language,
            DashboardFiles files,
            DashboardTexts texts,
            BusinessClock clock,
            ObjectMapper json,
            String currency) {
        Map<String, String> all = texts.in(language);
        Map<String, Object> data =
                Map.of("language", language.tag(), "zone", clock.zone().getId(), "currency", currency, "texts", all);
        try {
            return Templates.page(new DashboardView(
                            language.tag(),
                            all,
                            files.style(),
                            files.start(),
                            files.preloads(),
                            // Nothing in it can end its element.
                            json.writeValueAsString(data).replace("<", "\\u003c")))
                    .render();
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
