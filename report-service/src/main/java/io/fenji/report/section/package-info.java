/// Writes the content of a report as sections of blocks, one class a section.
@NullMarked
package io.fenji.report.section;

import org.jspecify.annotations.NullMarked;
