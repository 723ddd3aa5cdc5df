package io.fenji.customer.duplicate;

import java.util.Arrays;
import java.util.Objects;

/// How alike two names are, 0 to 1. What is below a good likeness counts as none: relatives share phones and family
/// names.
final class NameSimilarity {
    private static final double SAME_SOUND = 0.95;
    private static final double ONE_SLIP = 0.85;
    private static final int LONG_ENOUGH_FOR_A_SLIP = 8;
    private static final double LEAST = 0.8;

    private NameSimilarity() {}

    static double of(MatchKeys a, MatchKeys b) {
        String one = Objects.requireNonNull(a.name());
        String other = Objects.requireNonNull(b.name());
        if (one.equals(other)) {
            return 1;
        }
        String onePinyin = Objects.requireNonNull(a.pinyin());
        String otherPinyin = Objects.requireNonNull(b.pinyin());
        if (onePinyin.equals(otherPinyin) || onePinyin.equals(b.swapped()) || otherPinyin.equals(a.swapped())) {
            return SAME_SOUND;
        }
        if (a.organization() && b.organization()) {
            return organizations(one, other, onePinyin, otherPinyin);
        }
        return persons(one, other, onePinyin, otherPinyin);
    }

    /// Numbers tell branches apart. Of a name in characters a part may be missing (a 市, the place), but another
    /// character that sounds different makes another name: much of it is place and trade.
    private static double organizations(String one, String other, String onePinyin, String otherPinyin) {
        if (!one.replaceAll("\\D", "").equals(other.replaceAll("\\D", ""))) {
            return 0;
        }
        if (han(one) && han(other)) {
            return isWithin(one, other) || isWithin(other, one) ? atLeast(LEAST, likeness(one, other)) : 0;
        }
        return atLeast(LEAST, Math.max(likeness(one, other), likeness(onePinyin, otherPinyin)));
    }

    /// Of two names in characters that sound different none is a slip of the other; in Latin letters every word must be
    /// alike.
    private static double persons(String one, String other, String onePinyin, String otherPinyin) {
        if (han(one) && han(other)) {
            return 0;
        }
        if (one.indexOf(' ') > 0 && other.indexOf(' ') > 0) {
            return words(one.split(" "), other.split(" "));
        }
        boolean longEnough = Math.min(onePinyin.length(), otherPinyin.length()) >= LONG_ENOUGH_FOR_A_SLIP;
        return longEnough && distance(onePinyin, otherPinyin) == 1 ? ONE_SLIP : 0;
    }

    /// Whether the letters of the one stand in the other in their order.
    private static boolean isWithin(String one, String other) {
        int next = 0;
        for (int i = 0; i < other.length() && next < one.length(); i++) {
            if (one.charAt(next) == other.charAt(i)) {
                next++;
            }
        }
        return next == one.length();
    }

    private static boolean han(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static double words(String[] one, String[] other) {
        if (one.length != other.length) {
            return 0;
        }
        Arrays.sort(one);
        Arrays.sort(other);
        double least = 1;
        for (int i = 0; i < one.length; i++) {
            least = Math.min(least, likeness(one[i], other[i]));
        }
        return atLeast(LEAST, least);
    }

    private static double atLeast(double bound, double likeness) {
        return likeness < bound ? 0 : likeness;
    }

    private static double likeness(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        return longest == 0 ? 1 : 1 - (double) distance(one, other) / longest;
    }

    /// Letters to insert, drop, replace, or swap with their neighbour.
    static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }
}
