/// Finds what is wrong with a scheme before it is activated.
@NullMarked
package io.fenji.engine.verification;

import org.jspecify.annotations.NullMarked;
