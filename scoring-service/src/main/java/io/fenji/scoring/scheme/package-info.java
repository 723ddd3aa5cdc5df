/// Scheme documents, their versions, validation and activation.
@NullMarked
package io.fenji.scoring.scheme;

import org.jspecify.annotations.NullMarked;
