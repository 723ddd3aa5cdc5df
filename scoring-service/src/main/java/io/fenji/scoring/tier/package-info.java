/// Current tiers, their history, and everything that is answered from them.
@NullMarked
package io.fenji.scoring.tier;

import org.jspecify.annotations.NullMarked;
