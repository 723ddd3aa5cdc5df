package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.order.ContentHash;
import io.fenji.customer.order.OrderSums;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of one order that stand together, as nearly all files have them. Such a run is plain when its rows agree in
/// everything that is said about the order and their line numbers ascend: then its last row, with the sum of the rows'
/// hashes and of their amounts, is the order, and no database has to group the file.
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
    private final LineAmounts amounts;
    private @Nullable String[] first = {};
    private long no;
    private long lastLine;
    private long hash;
    private boolean mixed;
    private OrderSums.@Nullable Adder adder;

    /// Runs.
    ///
    /// @param fields of rows, in the order of their values
    OrderRuns(List<Field> fields, LineAmounts amounts) {
        this.amounts = amounts;
        orderKey = fields.indexOf(Field.ORDER_KEY);
        lineNo = fields.indexOf(Field.LINE_NO);
        ofOrder = fields.stream()
                .filter(OF_ORDER::contains)
                .mapToInt(fields::indexOf)
                .toArray();
    }

    /// Whether the row is one more of the run before.
    boolean goesOn(@Nullable String[] values) {
        return Objects.equals(first[orderKey], values[orderKey]);
    }

    /// Takes the next row of the run.
    void add(@Nullable String[] values, long rowHash) {
        long line = line(values);
        mixed = mixed || differs(values) || (lineNo >= 0 && line <= lastLine);
        lastLine = line;
        hash = ContentHash.sum(rowHash, hash);
        amount(values);
    }

    /// Takes the first row of the next run.
    void begin(@Nullable String[] values, long rowHash) {
        first = values.clone();
        no++;
        lastLine = line(values);
        mixed = false;
        hash = ContentHash.sum(rowHash, 0);
        adder = new OrderSums.Adder();
        amount(values);
    }

    private long line(@Nullable String[] values) {
        return lineNo < 0 ? 0 : Long.parseLong(Objects.requireNonNull(values[lineNo]));
    }

    private void amount(@Nullable String[] values) {
        if (adder != null && !amounts.add(values, adder)) {
            adder = null;
        }
    }

    private boolean differs(@Nullable String[] values) {
        for (int i : ofOrder) {
            if (!Objects.equals(first[i], values[i])) {
                return true;
            }
        }
        return false;
    }

    /// The run's own number.
    long no() {
        return no;
    }

    /// Content of the run's order.
    long hash() {
        return hash;
    }

    /// What its rows come to; null where they name a product that is not known.
    @Nullable
    OrderSums sums() {
        return adder == null ? null : adder.sums();
    }

    boolean mixed() {
        return mixed;
    }
}
