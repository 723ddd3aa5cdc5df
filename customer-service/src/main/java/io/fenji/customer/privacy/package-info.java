/// The rights of the persons behind the data: export, erasure, restriction, retention, and who read what.
@NullMarked
package io.fenji.customer.privacy;

import org.jspecify.annotations.NullMarked;
