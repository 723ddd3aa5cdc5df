/// Bulk answers: one JSON object a line, a trailer at the end so that a cut stream is noticed.
@NullMarked
package io.fenji.kit.ndjson;

import org.jspecify.annotations.NullMarked;
