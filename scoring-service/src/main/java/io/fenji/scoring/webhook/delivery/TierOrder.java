package io.fenji.scoring.webhook.delivery;

import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.webhook.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of two tiers is the higher one.
@ApplicationScoped
class TierOrder {
    private final SchemeVersions schemes;

    TierOrder(SchemeVersions schemes) {
        this.schemes = schemes;
    }

    /// Which way a change goes. A tier that the version does not have is neither higher nor lower, so it counts
    /// as both: a receiver rather hears too much than too little.
    Set<Direction> directions(Connection connection, VersionId version, @Nullable String from, @Nullable String to) {
        if (from == null) {
            return Set.of(Direction.ENTERED);
        }
        if (to == null) {
            return Set.of(Direction.LEFT);
        }
        Scheme scheme = schemes.get(connection, version);
        int before = scheme.tierIndex(from);
        int after = scheme.tierIndex(to);
        if (before < 0 || after < 0) {
            return Set.of(Direction.UP, Direction.DOWN);
        }
        // The highest stands first.
        return Set.of(after < before ? Direction.UP : Direction.DOWN);
    }
}
