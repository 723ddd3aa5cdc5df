package io.fenji.customer.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The normal forms of contact values, and what is shown of them without the right to read them.
@ApplicationScoped
public class ContactValues {
    /// Stands in every masked value and in no value that is accepted.
    static final String HIDDEN = "***";

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]+");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_WECHAT = 100;
    private static final int ADDRESS_SHOWN = 3;
    private static final int LONGEST_SHAPE = 60;

    private final PhoneNumbers phones;

    ContactValues(PhoneNumbers phones) {
        this.phones = phones;
    }

    /// The value in normal form: full width folded, blanks trimmed; phone numbers in E.164, domains in lower case.
    ///
    /// @param country of the customer, for phone numbers without country code
    /// @return null when the text cannot be such a value
    public @Nullable String normal(ContactType type, String text, @Nullable String country) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
        if (plain.isEmpty() || plain.contains(HIDDEN)) {
            return null;
        }
        return switch (type) {
            case PHONE -> phones.normal(plain, country);
            case EMAIL -> email(plain);
            case WECHAT -> plain.length() <= LONGEST_WECHAT ? plain : null;
            case ADDRESS -> plain;
        };
    }

    /// What a value must be, for people.
    public static String rule(ContactType type) {
        return switch (type) {
            case PHONE -> "must be a phone number; with + and country code it is clear everywhere";
            case EMAIL -> "must be an e-mail address";
            case WECHAT -> "must be a WeChat id of at most 100 characters";
            case ADDRESS -> "must be an address";
        };
    }

    public String mask(ContactType type, String value) {
        return switch (type) {
            case PHONE -> phones.mask(value);
            case EMAIL -> firstOf(value, 1) + HIDDEN + value.substring(value.lastIndexOf('@'));
            case WECHAT -> firstOf(value, 1) + HIDDEN;
            case ADDRESS -> firstOf(value, ADDRESS_SHOWN) + HIDDEN;
        };
    }

    /// Whether a value in normal form may well be one: a phone number in a range that is in use.
    boolean isLikely(ContactType type, String normal) {
        return type != ContactType.PHONE || phones.isLikely(normal);
    }

    /// The shape of any text, whose letters and digits cannot be told: `(138) 1234` is `(***) ****`.
    static String shape(String text) {
        String start = text.length() > LONGEST_SHAPE ? text.substring(0, LONGEST_SHAPE) : text;
        return start.replaceAll("[\\p{L}\\p{N}\\p{M}\\p{S}\\p{C}&&[^+]]", "*");
    }

    public ContactPoint masked(ContactPoint point) {
        return point.masked() != null
                ? point
                : new ContactPoint(
                        point.type(), mask(point.type(), point.value()), point.label(), point.preferred(), true, null);
    }

    private static @Nullable String email(String text) {
        if (text.length() > LONGEST_EMAIL || !EMAIL.matcher(text).matches()) {
            return null;
        }
        int at = text.lastIndexOf('@');
        return text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
    }

    private static String firstOf(String text, int characters) {
        return text.substring(
                0, text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length()))));
    }
}
