package io.fenji.scoring.warning.upkeep;

import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.Sign;
import io.fenji.engine.warning.WarningKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What should be open.
///
/// @param scheme whose tier is at risk, of that kind
record Found(UUID customerId, @Nullable String scheme, Sign sign, Severity severity) {
    WarningKind kind() {
        return sign.kind();
    }
}
