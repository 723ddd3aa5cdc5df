package io.fenji.scoring.scheme;

import io.smallrye.config.ConfigMapping;

/// How schemes come into force.
@ConfigMapping(prefix = "fenji.schemes")
interface SchemesConfig {
    /// Whether a draft is activated only after somebody else than its authors has approved it.
    Approving approval();

    /// Most schemes with an active version.
    int mostActive();

    /// Whether approval is needed.
    enum Approving {
        OFF,
        REQUIRED
    }
}
