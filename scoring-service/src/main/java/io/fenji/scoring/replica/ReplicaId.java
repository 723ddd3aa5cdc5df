package io.fenji.scoring.replica;

import jakarta.inject.Singleton;
import java.util.UUID;

/// What this process is called among its like; made when it starts, so that no two ever share it.
@Singleton
class ReplicaId {
    private final UUID value = UUID.randomUUID();

    UUID value() {
        return value;
    }
}
