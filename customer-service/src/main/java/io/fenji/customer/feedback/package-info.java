/// Feedback: satisfaction and recommendation answers, complaints, reviews, referrals.
@NullMarked
package io.fenji.customer.feedback;

import org.jspecify.annotations.NullMarked;
