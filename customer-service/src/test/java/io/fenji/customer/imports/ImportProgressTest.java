package io.fenji.customer.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationState;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
    private static final Instant START = Instant.parse("2026-06-30T01:00:00Z");

    private static ImportProgress after(int seconds, OperationState state, String phase, long done) {
        Operation operation = new Operation(
                UUID.randomUUID(),
                "import",
                state,
                new Operation.Progress(phase, done, 1_000L),
                null,
                null,
                START,
                START,
                null);
        return ImportProgress.from(operation, START.plusSeconds(seconds));
    }

    @Test
    void tellsRateAndTimeLeftWhileTheFileIsRead() {
        assertThat(after(4, OperationState.RUNNING, "reading", 400))
                .isEqualTo(new ImportProgress("reading", 400, 1_000L, 100L, 6L));
    }

    @Test
    void tellsNeitherBeforeTheFirstByteNorAfterTheLast() {
        assertThat(after(4, OperationState.RUNNING, "reading", 0).rate()).isNull();
        assertThat(after(0, OperationState.RUNNING, "reading", 10).rate()).isNull();
        assertThat(after(4, OperationState.RUNNING, "landing", 400).secondsLeft())
                .isNull();
        assertThat(after(4, OperationState.CANCELLED, "reading", 400).rate()).isNull();
    }
}
