package io.fenji.scoring.correction;

import io.smallrye.config.ConfigMapping;

/// How facts that come late correct the past.
@ConfigMapping(prefix = "fenji.corrections")
public interface CorrectionConfig {
    /// How often late facts are looked for; `off` for never.
    String check();

    /// How many customers may wait to be looked at; while there are that many, further changes are not. 0 for never.
    int mostWaiting();

    /// How many days back tiers are corrected.
    int days();

    /// How many customers are looked at in one go.
    int batch();
}
