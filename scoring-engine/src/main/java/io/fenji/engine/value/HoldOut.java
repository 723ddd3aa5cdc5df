package io.fenji.engine.value;

/// The last part of the observation held out: the base as it was before, and what came then. A row of a
/// customer who was none yet has a negative age. The arrays are not copied.
public final class HoldOut {

    private final ValueColumns past;
    private final int days;
    private final int[] orders;
    private final int[] ordersBefore;

    /// Takes columns of the same rows.
    ///
    /// @param past histories at the begin of the part held out
    /// @param days of the part held out
    /// @param orders days with purchases in it
    /// @param ordersBefore days with purchases in as many days before it: "same as last year"
    /// @throws IllegalArgumentException when the columns are not of one length or there are no days
    public HoldOut(ValueColumns past, int days, int[] orders, int[] ordersBefore) {
        if (orders.length != past.size() || ordersBefore.length != past.size() || days < 1) {
            throw new IllegalArgumentException("columns of different lengths, or no days");
        }
        this.past = past;
        this.days = days;
        this.orders = orders;
        this.ordersBefore = ordersBefore;
    }

    public ValueColumns past() {
        return past;
    }

    public int days() {
        return days;
    }

    public int orders(int row) {
        return Math.max(0, orders[row]);
    }

    public int ordersBefore(int row) {
        return Math.max(0, ordersBefore[row]);
    }
}
