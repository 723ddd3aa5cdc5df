package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.order.ContentHash;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of one order that stand together, as nearly all files have them. Such a run is plain when its rows agree in
/// everything that is said about the order and their line numbers ascend: then its last row, with the sum of the rows'
/// hashes, is the order, and no database has to group the file.
final class OrderRuns {
    private static final Set<Field> OF_ORDER = EnumSet.of(
            Field.CUSTOMER_KEY,
            Field.ORDERED_AT,
            Field.STATUS,
            Field.CHANNEL,
            Field.CURRENCY,
            Field.RETURNS_ORDER_KEY,
            Field.CUSTOMER_KIND,
            Field.CUSTOMER_NAME,
            Field.COUNTRY);

    private final int orderKey;
    private final int lineNo;
    private final int[] ofOrder;
    private @Nullable String[] first = {};
    private long lastLine;
    private long hash;
    private boolean mixed;

    /// Runs.
    ///
    /// @param fields of rows, in the order of their values
    OrderRuns(List<Field> fields) {
        orderKey = fields.indexOf(Field.ORDER_KEY);
        lineNo = fields.indexOf(Field.LINE_NO);
        ofOrder = fields.stream()
                .filter(OF_ORDER::contains)
                .mapToInt(fields::indexOf)
                .toArray();
    }

    /// Takes a row.
    ///
    /// @param open whether the row before belongs to a run that may go on
    /// @return whether the row goes on with that run
    boolean add(@Nullable String[] values, long rowHash, boolean open) {
        long line = lineNo < 0 ? 0 : Long.parseLong(Objects.requireNonNull(values[lineNo]));
        boolean goesOn = open && Objects.equals(first[orderKey], values[orderKey]);
        if (goesOn) {
            hash = ContentHash.sum(rowHash, hash);
            mixed = mixed || differs(values) || (lineNo >= 0 && line <= lastLine);
        } else {
            first = values.clone();
            hash = ContentHash.sum(rowHash, 0);
            mixed = false;
        }
        lastLine = line;
        return goesOn;
    }

    private boolean differs(@Nullable String[] values) {
        for (int i : ofOrder) {
            if (!Objects.equals(first[i], values[i])) {
                return true;
            }
        }
        return false;
    }

    /// Content of the run's order.
    long hash() {
        return hash;
    }

    boolean mixed() {
        return mixed;
    }
}
