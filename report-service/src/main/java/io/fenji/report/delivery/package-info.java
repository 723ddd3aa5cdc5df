/// Delivery: reports sent by mail and told to webhooks.
@NullMarked
package io.fenji.report.delivery;

import org.jspecify.annotations.NullMarked;
