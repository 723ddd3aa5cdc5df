package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RawRowTest {
    @Test
    void aRowComesBackAsItWas() {
        List<String> row = List.of("plain", "a,b", "say \"x\"", "two\nlines", "", " spaced ");

        assertThat(RawRow.read(RawRow.write(row))).isEqualTo(row);
    }

    @Test
    void showsWhereAByteZeroWas() {
        assertThat(RawRow.write(List.of("a\0b"))).isEqualTo("a\ufffdb");
    }
}
