/// Values that are stored encrypted.
@NullMarked
package io.fenji.kit.crypto;

import org.jspecify.annotations.NullMarked;
