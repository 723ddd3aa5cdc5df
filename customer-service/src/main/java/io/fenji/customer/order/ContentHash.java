package io.fenji.customer.order;

import io.fenji.customer.mapping.Field;
import java.util.Arrays;
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
    private static final FieldName[] NAMES = Arrays.stream(Field.values())
            .map(field -> new FieldName(field.key()))
            .toArray(FieldName[]::new);

    /// What mixing in a field's name does, in one step. An ASCII char touches the lowest 7 bits of the state alone, and
    /// what becomes of these depends on nothing above them: all higher bits are just multiplied.
    private static final class FieldName {
        private final long factor;
        private final long[] rests = new long[0x80];

        FieldName(String name) {
            long product = 1;
            for (int i = 0; i < name.length(); i++) {
                product *= PRIME;
            }
            factor = product;
            for (int low = 0; low < rests.length; low++) {
                rests[low] = mixed(low, name) - low * factor;
            }
        }

        long after(long state) {
            return state * factor + rests[(int) (state & 0x7f)];
        }
    }

    private long state = 0xcbf29ce484222325L;

    public static boolean covers(Field field) {
        return COVERED.contains(field);
    }

    public void add(Field field, @Nullable String value) {
        if (value == null) {
            return;
        }
        state = close(NAMES[field.ordinal()].after(state));
        state = close(mixed(state, value));
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

    private static long mixed(long state, String text) {
        long mixed = state;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * PRIME;
        }
        return mixed;
    }

    /// Closes a text: "ab" + "c" is not "a" + "bc".
    private static long close(long state) {
        return (state ^ 0x10000) * PRIME;
    }
}
