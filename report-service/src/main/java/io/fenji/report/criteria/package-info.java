/// A scheme document in words: what decides a customer's tier, as a manager reads it.
@NullMarked
package io.fenji.report.criteria;

import org.jspecify.annotations.NullMarked;
