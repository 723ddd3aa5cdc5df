/// The bytes of an import: received in chunks, unpacked, decoded and split into rows with flat memory.
@NullMarked
package io.fenji.customer.file;

import org.jspecify.annotations.NullMarked;
