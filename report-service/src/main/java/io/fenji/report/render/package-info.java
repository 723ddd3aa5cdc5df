/// The report's page: self-contained HTML by Qute with charts by ECharts, and its data as JSON.
@NullMarked
package io.fenji.report.render;

import org.jspecify.annotations.NullMarked;
