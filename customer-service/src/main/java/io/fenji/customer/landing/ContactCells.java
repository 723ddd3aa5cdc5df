package io.fenji.customer.landing;

import io.fenji.customer.cleaning.Cleaned;
import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactCleaning;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.mapping.Field;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contact values of rows. On their way through staging they are as unreadable as later in their table: the blind index
/// in hexadecimal, a colon and an envelope in base64, bound to no customer yet.
final class ContactCells {
    private static final UUID NO_CUSTOMER = new UUID(0, 0);

    private final ContactCleaning cleaning;
    private final @Nullable ContactCipher cipher;

    /// Cells.
    ///
    /// @param cipher null shows values as they are, for those who sent them
    ContactCells(ContactValues values, RuleBook rules, @Nullable ContactCipher cipher) {
        this.cleaning = new ContactCleaning(values, rules);
        this.cipher = cipher;
    }

    static ContactType type(Field field) {
        return ContactType.valueOf(field.name());
    }

    /// The value for staging.
    ///
    /// @param findings gets what the rules find
    /// @return null when the text cannot be such a value and the rules let its row land without
    /// @throws RefusedException when they do not
    @Nullable
    String read(ContactType type, String text, @Nullable String country, List<Finding> findings) {
        Cleaned cleaned = cleaning.read(type, text, country);
        Finding refused = cleaned.rejection();
        if (refused != null) {
            Refusal refusal = Refusal.valueOf(refused.rule());
            throw refusal == Refusal.INVALID_CONTACT
                    ? RefusedException.of(refusal, CellFormat.excerpt(text), ContactValues.rule(type))
                    : RefusedException.of(refusal, CellFormat.excerpt(text));
        }
        findings.addAll(cleaned.findings());
        String value = cleaned.value();
        if (value == null) {
            return null;
        }
        return cipher == null
                ? value
                : HexFormat.of().formatHex(cipher.index(type, value))
                        + ":"
                        + Base64.getEncoder().encodeToString(cipher.seal(NO_CUSTOMER, type, value));
    }

    /// The value that was staged.
    static String open(ContactCipher cipher, ContactType type, String sealed) {
        return cipher.open(NO_CUSTOMER, type, Base64.getDecoder().decode(sealed));
    }
}
