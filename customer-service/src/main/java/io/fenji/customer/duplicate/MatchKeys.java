package io.fenji.customer.duplicate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a customer is compared by, apart from its contact points.
///
/// @param swapped see [Names#swapped]
record MatchKeys(
        boolean organization,
        @Nullable String name,
        @Nullable String pinyin,
        @Nullable String swapped,
        @Nullable String taxNumber,
        @Nullable String province,
        @Nullable String city) {
    /// So many letters at the begin, or the end, of an organisation's name make a block, so that a slip of
    /// the pen in the other half does no harm.
    private static final int HALF = 8;

    static MatchKeys of(
            boolean organization,
            @Nullable String name,
            @Nullable String taxNumber,
            @Nullable String province,
            @Nullable String city) {
        @Nullable String normal = Names.normal(name);
        return new MatchKeys(
                organization,
                normal,
                normal == null ? null : Names.pinyin(normal),
                normal == null || organization ? null : Names.swapped(normal),
                Names.code(taxNumber),
                Names.place(province),
                Names.place(city));
    }

    /// Hashes of what customers that are compared have in common. Persons of one name are many, so theirs
    /// is bound to the city; what their contact points have in common makes blocks besides.
    List<Long> blocks() {
        List<Long> blocks = new ArrayList<>();
        if (taxNumber != null) {
            blocks.add(hash("tax", taxNumber));
        }
        if (pinyin != null && organization) {
            blocks.add(hash("begin", pinyin.substring(0, Math.min(HALF, pinyin.length()))));
            blocks.add(hash("end", pinyin.substring(Math.max(0, pinyin.length() - HALF))));
        }
        return blocks;
    }

    /// The same of persons of one name in one city, who are many.
    List<Long> nameBlocks() {
        List<Long> blocks = new ArrayList<>();
        if (pinyin != null && !organization && city != null) {
            blocks.add(hash("person", pinyin + '\n' + city));
            if (swapped != null) {
                blocks.add(hash("person", swapped + '\n' + city));
            }
        }
        return blocks;
    }

    /// 64 bits: two sums of 32 over the text and over it reversed. Equal by accident costs one comparison.
    private static long hash(String kind, String value) {
        String text = kind + '\n' + value;
        return (sum(text) << Integer.SIZE)
                | sum(new StringBuilder(text).reverse().toString());
    }

    private static long sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
