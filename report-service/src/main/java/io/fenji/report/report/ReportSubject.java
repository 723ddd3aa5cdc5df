package io.fenji.report.report;

import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.Money;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.MetricNames;
import io.fenji.report.text.Texts;
import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What every section of one report needs.
record ReportSubject(
        SchemeView scheme, TierOrder tiers, Texts texts, Formats formats, MetricNames metrics, String currency) {

    static ReportSubject of(SchemeView scheme, TierOrder tiers, Language language, ZoneId zone, String currency) {
        Texts texts = Texts.in(language);
        Formats formats = new Formats(texts, zone);
        return new ReportSubject(scheme, tiers, texts, formats, new MetricNames(texts, formats, currency), currency);
    }

    Language language() {
        return texts.language();
    }

    Money money(BigDecimal amount) {
        return new Money(amount, currency);
    }

    @Nullable
    Money optionalMoney(@Nullable BigDecimal amount) {
        return amount == null ? null : money(amount);
    }

    String tierName(int rank) {
        return tiers.name(rank, language());
    }
}
