/// A scheme as its author wrote it: plain records, one per part of the document, nothing resolved
/// yet.
///
/// [Scheme] is the root. `io.fenji.engine.document` reads it from JSON,
/// `io.fenji.engine.verification` finds what is wrong with it, `io.fenji.engine.calibration`
/// estimates what it takes from the whole base, and `io.fenji.engine.evaluation` turns it, with a
/// calibration, into something that runs.
@NullMarked
package io.fenji.engine.scheme;

import org.jspecify.annotations.NullMarked;
