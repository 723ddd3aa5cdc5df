package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path states;

    @Test
    void isHeldByOneLauncherAtATime() throws IOException {
        Path path = states.resolve("demo");
        try (StateDirectory held = StateDirectory.take(path)) {
            assertThat(held.postgres()).isEqualTo(path.resolve("postgres"));
            assertThatThrownBy(() -> StateDirectory.take(path)).hasMessageContaining("in use by another ./fenji");
        }
    }

    @Test
    void isFreeAgainOnceClosed() throws IOException {
        StateDirectory.take(states.resolve("demo")).close();
        try (StateDirectory again = StateDirectory.take(states.resolve("demo"))) {
            assertThat(again.siblings()).isEmpty();
        }
    }

    @Test
    void knowsTheOtherCompaniesBesideIt() throws IOException {
        StateDirectory.take(states.resolve("other")).close();
        try (StateDirectory demo = StateDirectory.take(states.resolve("demo"))) {
            assertThat(demo.siblings()).containsExactly(states.resolve("other"));
        }
    }

    @Test
    void keepsItsSettings() {
        StateSettings settings = StateSettings.of(SHANGHAI, "CNY", LocalDate.of(2026, 6, 30));
        settings.write(states);
        assertThat(StateSettings.read(states)).contains(settings);
    }

    @Test
    void mayMoveItsBusinessDate() {
        StateSettings.of(SHANGHAI, "CNY", LocalDate.of(2026, 6, 30)).write(states);
        StateSettings.of(SHANGHAI, "CNY", null).write(states);
        assertThat(StateSettings.read(states).orElseThrow().date()).isNull();
    }

    @Test
    void refusesAnotherZoneThanItsOwn() {
        StateSettings.of(SHANGHAI, "CNY", null).write(states);
        assertThatThrownBy(() -> StateSettings.of(ZoneId.of("UTC"), "CNY", null).write(states))
                .hasMessageContaining("was made for zone Asia/Shanghai");
    }

    @Test
    void saysWhatIsWrongWithAnUnusablePlace() throws IOException {
        Path file = Files.writeString(states.resolve("file"), "");
        assertThatThrownBy(() -> StateDirectory.take(file.resolve("demo"))).hasMessageContaining("cannot be used");
    }
}
