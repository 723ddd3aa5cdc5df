package io.fenji.customer.landing;

import io.fenji.customer.contact.ContactCipher;
import io.fenji.customer.contact.ContactType;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.mapping.Field;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contact values of rows. On their way through staging they are as unreadable as later in their table: the blind index
/// in hexadecimal, a colon and an envelope in base64, bound to no customer yet.
final class ContactCells {
    private static final UUID NO_CUSTOMER = new UUID(0, 0);

    private final ContactValues values;
    private final @Nullable ContactCipher cipher;

    /// Cells.
    ///
    /// @param cipher null shows values as they are, for those who sent them
    ContactCells(ContactValues values, @Nullable ContactCipher cipher) {
        this.values = values;
        this.cipher = cipher;
    }

    static ContactType type(Field field) {
        return ContactType.valueOf(field.name());
    }

    /// The value for staging.
    ///
    /// @throws RefusedException when the text cannot be such a value
    String read(ContactType type, String text, @Nullable String country) {
        String value = values.normal(type, text, country);
        if (value == null) {
            throw RefusedException.of(Refusal.INVALID_CONTACT, CellFormat.excerpt(text), ContactValues.rule(type));
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
