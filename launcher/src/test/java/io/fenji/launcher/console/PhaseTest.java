package io.fenji.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void drawsABarInPlaceOnATerminal() {
        try (Phase phase = console(true, false).phase("phase.report")) {
            phase.progress("charts", 50, 100);
            phase.succeeded();
        }
        assertThat(text()).contains("\r").contains("✓ Write the report");
    }

    @Test
    void writesOnePlainLineElsewhere() {
        try (Phase phase = console(false, false).phase("phase.report")) {
            phase.progress("charts", 50, 100);
            phase.succeeded();
        }
        assertThat(text().lines())
                .singleElement()
                .asString()
                .startsWith("✓ Write the report")
                .endsWith(" s");
        assertThat(text()).doesNotContain("\r");
    }

    @Test
    void saysNothingWhenQuiet() {
        try (Phase phase = console(true, true).phase("phase.report")) {
            phase.progress("charts", 50, 100);
            phase.succeeded();
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void leavesNoDoneLineForAPhaseThatFailed() {
        console(false, false).phase("phase.report").close();
        assertThat(text()).isEmpty();
    }

    private Console console(boolean terminal, boolean quiet) {
        return new Console(out, out, Messages.in(Language.ENGLISH), terminal, 100, quiet);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
