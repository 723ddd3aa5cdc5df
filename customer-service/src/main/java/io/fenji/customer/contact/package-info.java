/// Contact points: how a customer is reached. Stored encrypted, found by blind index, masked for callers without the
/// right to read them.
@NullMarked
package io.fenji.customer.contact;

import org.jspecify.annotations.NullMarked;
