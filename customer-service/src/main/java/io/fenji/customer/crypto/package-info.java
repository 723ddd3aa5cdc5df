/// Values that are unreadable in the database: envelopes under a ring of keys, and blind indexes that find them.
@NullMarked
package io.fenji.customer.crypto;

import org.jspecify.annotations.NullMarked;
