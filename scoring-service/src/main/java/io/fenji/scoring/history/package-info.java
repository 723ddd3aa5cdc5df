/// What has been recorded of a customer's tiers, and what is added when the past turns out to have been another.
@NullMarked
package io.fenji.scoring.history;

import org.jspecify.annotations.NullMarked;
