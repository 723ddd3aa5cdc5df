/// Webhooks of tier changes: who gets which, under which secret.
@NullMarked
package io.fenji.scoring.webhook;

import org.jspecify.annotations.NullMarked;
