/// Report definitions: what a report is to be about, kept under a name.
@NullMarked
package io.fenji.report.definition;

import org.jspecify.annotations.NullMarked;
