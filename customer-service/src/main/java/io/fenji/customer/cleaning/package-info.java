/// Cleaning: rules as data, compiled into steps per field that files and single writes share, and what they found.
@NullMarked
package io.fenji.customer.cleaning;

import org.jspecify.annotations.NullMarked;
