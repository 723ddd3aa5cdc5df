package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRegisterTest {
    @TempDir
    private Path state;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void stopsProcessesThatAnEarlierLauncherLeftBehind() throws Exception {
        new ProcessRegister(state).add(process.toHandle());
        int stopped = new ProcessRegister(state).stopOrphans();
        assertThat(stopped).isEqualTo(1);
        assertThat(process.waitFor()).isNotZero();
    }

    @Test
    void leavesAProcessAloneThatGotThePidOfAnOldOne() throws IOException {
        Files.writeString(state.resolve("processes"), process.pid() + " 1000\n");
        int stopped = new ProcessRegister(state).stopOrphans();
        assertThat(stopped).isZero();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void forgetsThemOnceStopped() throws IOException {
        ProcessRegister register = new ProcessRegister(state);
        register.add(process.toHandle());
        register.stopOrphans();
        assertThat(register.stopOrphans()).isZero();
    }

    @Test
    void takesNoOtherProcessForThePostgresOfAStalePidFile() throws IOException {
        Files.createDirectories(state.resolve("postgres"));
        Files.writeString(state.resolve("postgres/postmaster.pid"), process.pid() + "\n/data\n");
        assertThat(new ProcessRegister(state).stopOrphans()).isZero();
        assertThat(process.isAlive()).isTrue();
    }
}
