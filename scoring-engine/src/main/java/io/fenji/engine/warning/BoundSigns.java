package io.fenji.engine.warning;

import org.jspecify.annotations.Nullable;

/// One kind's rule with its columns found.
sealed interface BoundSigns permits ActivitySigns, OrderGapSigns, SpendSigns, ChurnSigns, ComplaintSigns {

    /// The sign of a row, null when there is none.
    @Nullable
    Sign at(int row);
}
