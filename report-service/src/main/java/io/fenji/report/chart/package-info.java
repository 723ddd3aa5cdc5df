/// Charts as drawings: plain shapes and texts with coordinates, which a page shows as SVG and a PDF as its own vectors.
@NullMarked
package io.fenji.report.chart;

import org.jspecify.annotations.NullMarked;
