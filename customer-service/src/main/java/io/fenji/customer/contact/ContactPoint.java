package io.fenji.customer.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A way to reach a customer, its value in normal form.
///
/// @param masked true where the value is shown in part only, null otherwise
@RegisterForReflection
public record ContactPoint(
        ContactType type,
        String value,
        @Nullable String label,
        boolean preferred,
        @Nullable Boolean masked) implements Comparable<ContactPoint> {
    private static final Comparator<ContactPoint> ORDER = Comparator.comparing(ContactPoint::type)
            .thenComparing(ContactPoint::preferred, Comparator.reverseOrder())
            .thenComparing(ContactPoint::value);

    public ContactPoint(ContactType type, String value, @Nullable String label, boolean preferred) {
        this(type, value, label, preferred, null);
    }

    @Override
    public int compareTo(ContactPoint other) {
        return ORDER.compare(this, other);
    }
}
