package io.fenji.customer.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A way to reach a customer, its value in normal form.
///
/// @param masked true where the value is shown in part only, null otherwise
/// @param index the blind index in hexadecimal of a value that does not open: what is known of it; null otherwise
@RegisterForReflection
public record ContactPoint(
        ContactType type,
        String value,
        @Nullable String label,
        boolean preferred,
        @Nullable Boolean masked,
        @JsonIgnore @Nullable String index)
        implements Comparable<ContactPoint> {
    private static final Comparator<ContactPoint> ORDER = Comparator.comparing(ContactPoint::type)
            .thenComparing(ContactPoint::preferred, Comparator.reverseOrder())
            .thenComparing(ContactPoint::value);

    public ContactPoint(ContactType type, String value, @Nullable String label, boolean preferred) {
        this(type, value, label, preferred, null, null);
    }

    /// A value that does not open, because its key is not configured or it is damaged. It is shown as one that is
    /// masked, with the beginning of its index to tell it from others.
    public static ContactPoint unreadable(ContactType type, byte[] index, @Nullable String label, boolean preferred) {
        String hex = HexFormat.of().formatHex(index);
        return new ContactPoint(type, ContactValues.HIDDEN + hex.substring(0, 8), label, preferred, true, hex);
    }

    /// Without the value, which is personal.
    @Override
    public String toString() {
        return "ContactPoint[type=%s, preferred=%s]".formatted(type, preferred);
    }

    @Override
    public int compareTo(ContactPoint other) {
        return ORDER.compare(this, other);
    }
}
