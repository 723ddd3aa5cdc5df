/// Brings each tier change to each webhook that wants it: at least once, per customer in order.
@NullMarked
package io.fenji.scoring.webhook.delivery;

import org.jspecify.annotations.NullMarked;
