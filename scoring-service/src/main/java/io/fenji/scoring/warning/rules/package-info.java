/// When there are warnings, as a document.
@NullMarked
package io.fenji.scoring.warning.rules;

import org.jspecify.annotations.NullMarked;
