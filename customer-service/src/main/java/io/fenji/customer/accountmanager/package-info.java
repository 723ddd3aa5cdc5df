/// Who looks after customers, whom they report to and where.
@NullMarked
package io.fenji.customer.accountmanager;

import org.jspecify.annotations.NullMarked;
