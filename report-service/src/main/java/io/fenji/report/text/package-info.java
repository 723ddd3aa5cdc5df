/// The report's languages: texts from resource bundles, and how numbers, money and dates are written.
@NullMarked
package io.fenji.report.text;

import org.jspecify.annotations.NullMarked;
