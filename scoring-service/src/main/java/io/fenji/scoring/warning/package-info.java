/// Early warnings as clients read them.
@NullMarked
package io.fenji.scoring.warning;

import org.jspecify.annotations.NullMarked;
