/// Sentences in the languages that Fenji speaks, from resource files `wording/*.properties`.
@NullMarked
package io.fenji.engine.language;

import org.jspecify.annotations.NullMarked;
