/// Tiers that people give to single customers.
@NullMarked
package io.fenji.scoring.override;

import org.jspecify.annotations.NullMarked;
