package io.fenji.customer.order;

import io.fenji.customer.mapping.Field;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// 64 bits of an order line's content. An order's content is the sum of its lines' (modulo [#MODULUS]), so
/// that the order of rows does not matter and repeated lines do count; an order whose content is as before
/// is not written again.
public final class ContentHash {
    /// The largest prime below 2^63.
    private static final long MODULUS = 9_223_372_036_854_775_783L;

    private static final Set<Field> COVERED = EnumSet.of(
            Field.ORDER_KEY,
            Field.LINE_NO,
            Field.CUSTOMER_KEY,
            Field.ORDERED_AT,
            Field.STATUS,
            Field.CHANNEL,
            Field.PRODUCT_KEY,
            Field.QUANTITY,
            Field.UNIT_PRICE,
            Field.UNIT_COST,
            Field.DISCOUNT,
            Field.CURRENCY,
            Field.RETURNS_ORDER_KEY);

    private static final long PRIME = 0x100000001b3L;

    private long state = 0xcbf29ce484222325L;

    public static boolean covers(Field field) {
        return COVERED.contains(field);
    }

    public void add(Field field, @Nullable String value) {
        if (value == null) {
            return;
        }
        mix(field.key());
        mix(value);
    }

    /// The content of several lines, from that of one of them and that of the others.
    public static long sum(long one, long others) {
        return Long.remainderUnsigned(Math.floorMod(one, MODULUS) + Math.floorMod(others, MODULUS), MODULUS);
    }

    /// The same in SQL, over all rows of a group.
    public static String sumSql(String column) {
        return "mod(mod(sum(%s::numeric), %d) + %2$d, %2$d)::bigint".formatted(column, MODULUS);
    }

    public long value() {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private void mix(String text) {
        for (int i = 0; i < text.length(); i++) {
            state = (state ^ text.charAt(i)) * PRIME;
        }
        // Closes the text: "ab" + "c" is not "a" + "bc".
        state = (state ^ 0x10000) * PRIME;
    }
}
