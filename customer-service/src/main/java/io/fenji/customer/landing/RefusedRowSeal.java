package io.fenji.customer.landing;

import io.fenji.customer.contact.ContactType;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.crypto.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Refused rows as they are stored: unreadable, since a row may hold anything that people write about a customer, and
/// with marks by which the rows that name a customer are found when it is erased.
@ApplicationScoped
public class RefusedRowSeal {
    private static final int MOST_MARKS = 1_000;
    private static final String KIND = "refused-row";
    /// Stands in no stored text.
    private static final char SEPARATOR = '\0';

    private static final Pattern PARTS = Pattern.compile("[,;|\\t]");
    private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9()./\\- ]{5,23}[0-9]");

    /// What a refused row says.
    ///
    /// @param reason as it is stored, see [Reason]
    public record Opened(String reason, List<String> row) {}

    private final Encryption encryption;
    private final ContactValues contacts;

    RefusedRowSeal(Encryption encryption, ContactValues contacts) {
        this.encryption = encryption;
        this.contacts = contacts;
    }

    byte[] seal(UUID importId, long line, String reason, String raw) {
        return encryption.encrypt(binding(importId, line), reason + SEPARATOR + raw);
    }

    public Opened open(UUID importId, long line, byte[] envelope) {
        String text = encryption.decrypt(binding(importId, line), envelope);
        int end = text.indexOf(SEPARATOR);
        return new Opened(text.substring(0, end), RawRow.read(text.substring(end + 1)));
    }

    /// The marks of a row: of its cells, of what a cell lists, and of phone numbers in normal form.
    List<Long> marks(String raw) {
        List<String> texts = RawRow.read(raw).stream()
                .flatMap(cell -> Stream.concat(Stream.of(cell), Arrays.stream(PARTS.split(cell))))
                .flatMap(text -> Stream.of(text, phone(text)))
                .filter(Objects::nonNull)
                .map(RefusedRowSeal::folded)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(MOST_MARKS)
                .toList();
        return encryption.blindIndexes(KIND, texts).stream()
                .map(index -> ByteBuffer.wrap(index).getLong())
                .toList();
    }

    /// The mark of rows in which the text is a cell, however it is written.
    public long mark(String text) {
        return ByteBuffer.wrap(encryption.blindIndex(KIND, folded(text))).getLong();
    }

    private @Nullable String phone(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return PHONE.matcher(plain).matches() ? contacts.normal(ContactType.PHONE, plain, null) : null;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    static byte[] binding(UUID importId, long line) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(importId.getMostSignificantBits())
                .putLong(importId.getLeastSignificantBits())
                .putLong(line)
                .array();
    }
}
