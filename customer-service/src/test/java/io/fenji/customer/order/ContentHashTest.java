package io.fenji.customer.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.mapping.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentHashTest {
    private static final long PRIME = 0x100000001b3L;

    /// Char by char, as every hash in a database was made.
    private static long plainly(String... texts) {
        long state = 0xcbf29ce484222325L;
        for (String text : texts) {
            for (char c : text.toCharArray()) {
                state = (state ^ c) * PRIME;
            }
            state = (state ^ 0x10000) * PRIME;
        }
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// Files that were imported years ago must be found unchanged.
    @Test
    void staysWhatItWas() {
        ContentHash hash = new ContentHash();
        hash.add(Field.ORDER_KEY, "O0132278-1");
        hash.add(Field.LINE_NO, "1");
        hash.add(Field.STATUS, null);
        hash.add(Field.ORDERED_AT, "2023-07-02T02:09:44Z");
        hash.add(Field.CHANNEL, "门店𠮷");

        assertThat(hash.value()).isEqualTo(8120402122202719036L);
    }

    @ParameterizedTest
    @EnumSource
    void mixesNamesInCharByChar(Field field) {
        for (int i = 0; i < 200; i++) {
            String before = "值" + i;
            ContentHash hash = new ContentHash();
            hash.add(Field.ORDER_KEY, before);
            hash.add(field, "x");

            assertThat(hash.value()).isEqualTo(plainly("orderKey", before, field.key(), "x"));
        }
    }
}
