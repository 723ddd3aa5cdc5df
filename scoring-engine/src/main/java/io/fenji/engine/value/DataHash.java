package io.fenji.engine.value;

import io.fenji.engine.value.purchase.PurchaseGroups;
import io.fenji.engine.value.spend.SpendGroups;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SHA-256 of the data that a calibration is made from, whatever the order of the rows.
final class DataHash {

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

    private DataHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(PurchaseGroups purchases, SpendGroups spends, @Nullable HoldOut holdOut) {
        DataHash hash = new DataHash();
        hash.add(purchases);
        hash.add(spends.size());
        for (int group = 0; group < spends.groups(); group++) {
            hash.add(((long) spends.orders(group) << 32) | spends.start(group));
        }
        for (int i = 0; i < spends.size(); i++) {
            hash.add(Double.doubleToLongBits(spends.mean(i)));
        }
        if (holdOut != null) {
            hash.add(holdOut.past().purchases());
            long orders = 0;
            long before = 0;
            // What came does not depend on the order of the rows: sums of mixed rows.
            for (int row = 0; row < holdOut.past().size(); row++) {
                long past = holdOut.past().row(row).hashCode();
                orders += mixed(past * 31 + holdOut.orders(row));
                before += mixed(past * 31 + holdOut.ordersBefore(row));
            }
            hash.add(holdOut.days());
            hash.add(orders);
            hash.add(before);
        }
        return hash.hex();
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private void add(PurchaseGroups groups) {
        add(groups.groups());
        for (int group = 0; group < groups.groups(); group++) {
            add(((long) groups.orders(group) << 32) | groups.customers(group));
            add(((long) groups.last(group) << 32) | groups.age(group));
        }
    }

    private void add(long number) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(number);
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }
}
