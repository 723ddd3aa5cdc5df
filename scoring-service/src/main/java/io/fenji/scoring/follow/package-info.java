/// Follows customer-service's metric feed and evaluates changed customers at once.
@NullMarked
package io.fenji.scoring.follow;

import org.jspecify.annotations.NullMarked;
