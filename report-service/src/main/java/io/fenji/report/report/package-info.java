/// Reports: asked for, made by an operation, stored, read.
@NullMarked
package io.fenji.report.report;

import org.jspecify.annotations.NullMarked;
