package io.fenji.customer.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Phone numbers in E.164, an extension behind `;ext=`.
@ApplicationScoped
class PhoneNumbers {
    private static final String NOWHERE = "ZZ";
    private static final String EXTENSION = ";ext=";
    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 4;
    private static final int HIDDEN = 4;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    PhoneNumbers(@ConfigProperty(name = "fenji.phone-region", defaultValue = "CN") String region) {
        if (!numbers.getSupportedRegions().contains(region)) {
            throw new IllegalStateException(
                    "fenji.phone-region is '%s', it must be a country code such as CN".formatted(region));
        }
        this.region = region;
    }

    /// The number in normal form.
    ///
    /// @param country code of the country where a number without country code is; null for the configured region.
    /// In a country that nobody knows there are no such numbers
    /// @return null when the text is no possible phone number
    @Nullable
    String normal(String text, @Nullable String country) {
        String code =
                country == null || country.isBlank() ? region : country.strip().toUpperCase(Locale.ROOT);
        String from = numbers.getSupportedRegions().contains(code) ? code : NOWHERE;
        try {
            PhoneNumber number = numbers.parse(text, from);
            if (numbers.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
                return null;
            }
            String extension = number.hasExtension() ? EXTENSION + number.getExtension() : "";
            return numbers.format(number, PhoneNumberFormat.E164) + extension;
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    /// Whether there are numbers like this one, which has normal form.
    boolean isLikely(String normal) {
        try {
            return numbers.isValidNumber(numbers.parse(normal, region));
        } catch (NumberParseException noNumber) {
            return false;
        }
    }

    /// The first three and last four digits, as people of the configured region write them: `138****5678`.
    String mask(String normal) {
        try {
            PhoneNumber number = numbers.parse(normal, region);
            String digits = numbers.getNationalSignificantNumber(number);
            int start = digits.length() > SHOWN_AT_START + HIDDEN ? SHOWN_AT_START : 0;
            int end = Math.clamp(digits.length() - start - HIDDEN, 0, SHOWN_AT_END);
            String country = number.getCountryCode() == numbers.getCountryCodeForRegion(region)
                    ? ""
                    : "+" + number.getCountryCode() + " ";
            return country + digits.substring(0, start) + "*".repeat(HIDDEN) + digits.substring(digits.length() - end);
        } catch (NumberParseException foreign) {
            return "*".repeat(HIDDEN);
        }
    }
}
