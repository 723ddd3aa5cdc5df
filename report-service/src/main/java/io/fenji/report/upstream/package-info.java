/// The two services that report-service reads: one class each, with only the fields that are read.
@NullMarked
package io.fenji.report.upstream;

import org.jspecify.annotations.NullMarked;
