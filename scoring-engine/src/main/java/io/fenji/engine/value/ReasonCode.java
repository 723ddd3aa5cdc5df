package io.fenji.engine.value;

/// Why a rung of the ladder serves. The words are in `wording/value_*.properties`.
public enum ReasonCode {
    /// {0} foretold the part held out better than {1} (Brier {2} against {3}).
    HOLD_OUT_DECIDES,
    /// {0} has the higher likelihood: {1} against {2} of {3}.
    LIKELIHOOD_DECIDES,
    /// Only {0} could be fitted.
    ONLY_ONE_FITS,
    /// Neither Pareto/NBD nor MBG/NBD could be fitted.
    NO_LIFETIME_MODEL_FITS,
    /// {0} customers, of whom {1} ordered again: too few for four parameters.
    FEW_REPEATERS,
    /// {0} customers, of whom {1} ordered again: too few for any difference between customers.
    FEW_CUSTOMERS,
    /// The gamma-Poisson model could not be fitted either.
    NBD_DOES_NOT_FIT,
    /// Spend does not depend on frequency (correlation {0}).
    SPEND_INDEPENDENT,
    /// Spend depends on frequency (correlation {0}).
    SPEND_DEPENDS_ON_FREQUENCY,
    /// Spend of {0} customers only.
    FEW_SPENDS,
    /// The Gamma-Gamma model could not be fitted, has no mean, or has another one than the data.
    GAMMA_GAMMA_DOES_NOT_FIT,
    /// No customer has spend.
    NO_SPEND,
    /// {0} rows are no possible histories and were left out.
    ROWS_LEFT_OUT
}
