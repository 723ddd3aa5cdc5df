/// What customers allow their data to be used for, purpose by purpose, with its history.
@NullMarked
package io.fenji.customer.consent;

import org.jspecify.annotations.NullMarked;
