/// Explanations in words: sentences from what the evaluation wrote down, nothing computed anew.
@NullMarked
package io.fenji.engine.explanation;

import org.jspecify.annotations.NullMarked;
