/// A report's artefacts: self-contained HTML with charts as SVG, PDF, XLSX, CSV and its data as JSON.
@NullMarked
package io.fenji.report.render;

import org.jspecify.annotations.NullMarked;
