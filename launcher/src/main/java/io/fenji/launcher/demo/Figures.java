package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/// Numbers and names as the user's language writes them.
final class Figures {
    private final Language language;
    private final Locale locale;

    Figures(Language language) {
        this.language = language;
        this.locale = language.locale();
    }

    String count(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /// Rounded to cents, for display only.
    String money(BigDecimal amount) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    String number(JsonNode value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(4);
        return value.isNumber() ? format.format(value.decimalValue()) : "–";
    }

    /// A share of one as a percentage, or a dash where there is none.
    String share(JsonNode share) {
        return share.isNumber() ? share.decimalValue().movePointRight(2).setScale(2, RoundingMode.HALF_UP) + "%" : "–";
    }

    /// The text in the user's language, else in whatever language it has.
    String text(JsonNode texts, String fallback) {
        JsonNode own = texts.path(language.tag());
        if (own.isTextual()) {
            return own.asText();
        }
        return texts.isEmpty() ? fallback : texts.iterator().next().asText(fallback);
    }
}
