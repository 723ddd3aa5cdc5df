/// A report as its renderers know it: sections of blocks with typed raw values. What a block says was decided
/// before; how it looks is up to each renderer.
@NullMarked
package io.fenji.report.document;

import org.jspecify.annotations.NullMarked;
