/// Workbooks for people who type.
@NullMarked
package io.fenji.customer.template;

import org.jspecify.annotations.NullMarked;
