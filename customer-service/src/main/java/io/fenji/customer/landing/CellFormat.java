package io.fenji.customer.landing;

import io.fenji.customer.consent.ConsentRequest;
import io.fenji.customer.customer.CustomerRequest;
import io.fenji.customer.customer.RiskAppetite;
import io.fenji.customer.feedback.FeedbackType;
import io.fenji.customer.feedback.Severity;
import io.fenji.customer.interaction.Direction;
import io.fenji.customer.interaction.InteractionType;
import io.fenji.customer.mapping.DatePattern;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.Currencies;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a cell's text into the text that PostgreSQL gets.
@FunctionalInterface
interface CellFormat {
    int LONGEST_KEY = 200;
    int LONGEST_TEXT = 400;
    int LONGEST_TAX_NUMBER = 40;
    int LONGEST_VERSION = 100;
    Pattern PURPOSE = Pattern.compile(ConsentRequest.PURPOSE);
    Pattern TAX_NUMBER = Pattern.compile(CustomerRequest.TAX_NUMBER);

    /// The text for PostgreSQL.
    ///
    /// @throws RefusedException when the text has no meaning for the field
    String read(String text);

    static CellFormat of(Field field, List<String> patterns, boolean decimalComma, ZoneId zone) {
        CellFormat format = of(field, patterns, zone);
        return decimalComma && field.format().isDecimal() ? text -> format.read(Decimals.withPoint(text)) : format;
    }

    private static CellFormat of(Field field, List<String> patterns, ZoneId zone) {
        return switch (field.format()) {
            case KEY -> text -> shortText(text, LONGEST_KEY);
            case TEXT -> text -> shortText(text, LONGEST_TEXT);
            case LINE_NO -> text -> Decimals.wholePositive(text);
            case CUSTOMER_KIND -> oneOf(Set.of("PERSON", "ORGANIZATION"));
            case STATUS -> oneOf(Set.of("PENDING", "COMPLETED", "CANCELLED"));
            case CURRENCY -> CellFormat::currency;
            case DATE -> dates(patterns);
            case TIME -> times(patterns, zone);
            case QUANTITY -> text -> Decimals.nonZero(Decimals.checked(text, 9, 4));
            case PRICE -> text -> Decimals.notNegative(Decimals.checked(text, 12, 6));
            case AMOUNT -> text -> Decimals.checked(text, 12, 6);
            case RATING -> text -> Decimals.notNegative(Decimals.checked(text, 6, 4));
            case INTERACTION_TYPE -> oneOf(InteractionType.values());
            case DIRECTION -> oneOf(Direction.values());
            case FEEDBACK_TYPE -> oneOf(FeedbackType.values());
            case SCORE -> text -> Decimals.checked(text, 2, 0);
            case STARS -> text -> Decimals.checked(text, 1, 2);
            case SEVERITY -> oneOf(Severity.values());
            case RISK_APPETITE -> oneOf(RiskAppetite.values());
            case TAX_NUMBER -> CellFormat::taxNumber;
            case PURPOSE -> CellFormat::purpose;
            case TRUTH -> CustomCell::truth;
            case VERSION -> text -> shortText(text, LONGEST_VERSION);
            case EXCHANGE_RATE -> text -> Decimals.positive(Decimals.checked(text, 9, 12));
            // Read in full with the rest of its row, see RowReader.
            case CONTACT, CUSTOM -> text -> shortText(text, LONGEST_TEXT);
        };
    }

    private static String shortText(String text, int longest) {
        if (text.length() > longest) {
            throw RefusedException.of(Refusal.TOO_LONG, text.length(), longest);
        }
        return text;
    }

    private static CellFormat oneOf(Enum<?>[] codes) {
        return oneOf(Arrays.stream(codes).map(Enum::name).collect(Collectors.toSet()));
    }

    private static CellFormat oneOf(Set<String> codes) {
        return text -> {
            if (!codes.contains(text)) {
                throw RefusedException.of(
                        Refusal.INVALID_CODE,
                        excerpt(text),
                        codes.stream().sorted().toList());
            }
            return text;
        };
    }

    private static String purpose(String text) {
        if (!PURPOSE.matcher(text).matches()) {
            throw RefusedException.with(Refusal.INVALID_CODE, "purpose", excerpt(text));
        }
        return text;
    }

    private static String taxNumber(String text) {
        if (!TAX_NUMBER.matcher(shortText(text, LONGEST_TAX_NUMBER)).matches()) {
            throw RefusedException.with(Refusal.INVALID_CODE, "taxNumber", excerpt(text));
        }
        return text;
    }

    private static String currency(String text) {
        if (!Currencies.isKnown(text)) {
            throw RefusedException.with(Refusal.INVALID_CODE, "currency", excerpt(text));
        }
        return text;
    }

    static CellFormat dates(List<String> patterns) {
        List<DatePattern> formats = patterns.stream().map(DatePattern::of).toList();
        return text -> {
            for (DatePattern format : formats) {
                LocalDate date = format.date(text);
                if (date != null) {
                    return inRange(date).toString();
                }
            }
            throw noDate(text, patterns);
        };
    }

    private static CellFormat times(List<String> patterns, ZoneId zone) {
        List<DatePattern> formats = patterns.stream().map(DatePattern::of).toList();
        return new CellFormat() {
            // The lines of an order stand together and have one time.
            private String lastText = "";
            private String lastTime = "";

            @Override
            public String read(String text) {
                if (!text.equals(lastText)) {
                    lastTime = time(text);
                    lastText = text;
                }
                return lastTime;
            }

            private String time(String text) {
                for (DatePattern format : formats) {
                    @Nullable Instant time = format.time(text, zone);
                    if (time != null) {
                        inRange(LocalDate.ofInstant(time, zone));
                        return time.toString();
                    }
                }
                throw noDate(text, patterns);
            }
        };
    }

    private static LocalDate inRange(LocalDate date) {
        if (date.isBefore(Checks.EARLIEST) || date.isAfter(Checks.LATEST)) {
            throw RefusedException.of(Refusal.DATE_OUT_OF_RANGE, date, Checks.EARLIEST, Checks.LATEST);
        }
        return date;
    }

    private static RefusedException noDate(String text, List<String> patterns) {
        return RefusedException.of(Refusal.INVALID_DATE, excerpt(text), patterns);
    }

    static String excerpt(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
