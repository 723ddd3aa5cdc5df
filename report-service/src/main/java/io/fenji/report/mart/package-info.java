/// The mart: follows both feeds into tables of our own, restart-safe, each page with its cursor in one transaction.
@NullMarked
package io.fenji.report.mart;

import org.jspecify.annotations.NullMarked;
