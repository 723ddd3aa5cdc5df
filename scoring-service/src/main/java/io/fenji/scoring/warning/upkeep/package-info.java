/// Opens and resolves warnings.
@NullMarked
package io.fenji.scoring.warning.upkeep;

import org.jspecify.annotations.NullMarked;
