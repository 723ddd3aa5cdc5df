package io.fenji.engine.value.purchase;

import java.util.Arrays;

/// Purchase histories (x, t_x, T), equal ones counted together, in a fixed order. What a likelihood
/// needs of a history depends on x, on (x, T) and on (x, t_x) alone; those pairs are numbered, so that
/// costly functions are evaluated once a pair. Days.
public final class PurchaseGroups {

    /// A hundred years.
    public static final int MOST_DAYS = 36_525;

    private final int[] customers;
    private final int[] agePair;
    private final int[] lastPair;
    private final Pairs ages;
    private final Pairs lasts;
    private final long size;

    private PurchaseGroups(long[] keys, int count) {
        Arrays.sort(keys, 0, count);
        size = count;
        int groups = 0;
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            if (i > 0 && keys[i] == keys[groups - 1]) {
                numbers[groups - 1]++;
            } else {
                keys[groups] = keys[i];
                numbers[groups] = 1;
                groups++;
            }
        }
        customers = Arrays.copyOf(numbers, groups);
        long[] byAge = new long[groups];
        long[] byLast = new long[groups];
        for (int i = 0; i < groups; i++) {
            byAge[i] = pair(orders(keys[i]), age(keys[i]));
            byLast[i] = pair(orders(keys[i]), last(keys[i]));
        }
        ages = new Pairs(byAge);
        lasts = new Pairs(byLast);
        agePair = new int[groups];
        lastPair = new int[groups];
        for (int i = 0; i < groups; i++) {
            agePair[i] = ages.index(byAge[i]);
            lastPair[i] = lasts.index(byLast[i]);
        }
    }

    /// Groups columns; rows that are no history (see [#valid]) are left out.
    ///
    /// @param orders repeat purchases x: days with purchases but the first one
    /// @param last days from the first purchase to the last one, t_x
    /// @param age days from the first purchase to the end of the observation, T
    public static PurchaseGroups of(int[] orders, int[] last, int[] age) {
        long[] keys = new long[orders.length];
        int count = 0;
        for (int i = 0; i < orders.length; i++) {
            if (valid(orders[i], last[i], age[i])) {
                keys[count] = ((long) orders[i] << 32) | ((long) age[i] << 16) | last[i];
                count++;
            }
        }
        return new PurchaseGroups(keys, count);
    }

    /// Whether a history can be: 0 ≤ t_x ≤ T ≤ 100 years, at most one purchase a day, t_x = 0 exactly
    /// when x = 0.
    public static boolean valid(int orders, int last, int age) {
        return orders >= 0 && last >= orders && last <= age && age <= MOST_DAYS && (orders > 0 || last == 0);
    }

    /// Every n-th customer of each kind: of the customers in their fixed order, those at 0, n, 2n …
    public PurchaseGroups sample(int n) {
        long[] keys = new long[(int) (size / n + 1)];
        int count = 0;
        long seen = 0;
        for (int i = 0; i < customers.length; i++) {
            long next = seen + customers[i];
            for (long at = (seen + n - 1) / n * n; at < next; at += n) {
                keys[count] = ((long) ages.orders(agePair[i]) << 32)
                        | ((long) ages.days(agePair[i]) << 16)
                        | lasts.days(lastPair[i]);
                count++;
            }
            seen = next;
        }
        return new PurchaseGroups(keys, count);
    }

    /// Customers in all.
    public long size() {
        return size;
    }

    /// Different histories.
    public int groups() {
        return customers.length;
    }

    public int customers(int group) {
        return customers[group];
    }

    public int orders(int group) {
        return ages.orders(agePair[group]);
    }

    public int last(int group) {
        return lasts.days(lastPair[group]);
    }

    public int age(int group) {
        return ages.days(agePair[group]);
    }

    Pairs ages() {
        return ages;
    }

    Pairs lasts() {
        return lasts;
    }

    int agePair(int group) {
        return agePair[group];
    }

    int lastPair(int group) {
        return lastPair[group];
    }

    static long pair(int orders, int days) {
        return ((long) orders << 16) | days;
    }

    private static int orders(long key) {
        return (int) (key >>> 32);
    }

    private static int age(long key) {
        return (int) (key >>> 16) & 0xFFFF;
    }

    private static int last(long key) {
        return (int) key & 0xFFFF;
    }
}
