package io.fenji.launcher.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
    @Test
    void saysHowMuchIsMissing() {
        assertThatThrownBy(() -> DiskSpace.require(Path.of("/data"), 1024L << 20, 300L << 20))
                .hasMessage("Only 300 MiB are free where /data is, and 1,024 MiB are needed;"
                        + " make room and start again.");
    }

    @Test
    void recognisesAFullDiskBehindOtherFailures() {
        Exception failure = new IllegalStateException("x", new IOException("No space left on device"));
        assertThat(Failures.of(failure, Path.of("/data")).key()).isEqualTo("disk.full");
    }

    @Test
    void looksAtTheNearestDirectoryThatExists() {
        assertThat(DiskSpace.usable(Path.of("target/not/there/yet"))).isPositive();
    }
}
