/// Several customers that are one: merging them by survivorship rules, and undoing it.
@NullMarked
package io.fenji.customer.merge;

import org.jspecify.annotations.NullMarked;
