/// One signed request to a receiver (Standard Webhooks 1.0.0), and to which addresses it may go.
@NullMarked
package io.fenji.scoring.webhook.sending;

import org.jspecify.annotations.NullMarked;
