package io.fenji.customer.accountmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportingLinesTest {
    private static final int LONG = 20_000;

    @Test
    void aLongLineIsNoCircleUntilItsEndsMeet() {
        Map<String, String> chain = new HashMap<>();
        IntStream.range(0, LONG).forEach(i -> chain.put("m" + i, "m" + (i + 1)));
        Map<String, String> ring = new HashMap<>(chain);
        ring.put("m" + LONG, "m0");
        ring.put("beside", "m7");

        assertThat(ReportingLines.circular(Map.of(), chain)).isEmpty();
        assertThat(ReportingLines.circular(Map.of(), ring)).hasSize(LONG + 1).doesNotContain("beside");
        assertThat(ReportingLines.circular(chain, Map.of("m" + LONG, "m0"))).containsExactly("m" + LONG);
    }

    @Test
    void whoStaysAsHeIsMayCloseACircleWithTheOthers() {
        assertThat(ReportingLines.circular(Map.of("a", "b"), Map.of("a", "c", "c", "a", "b", "a", "d", "c")))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aCircleOfOthersIsNotTheirs() {
        assertThat(ReportingLines.circular(Map.of("a", "b", "b", "a"), Map.of("c", "a")))
                .isEmpty();
    }
}
