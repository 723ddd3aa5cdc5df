/// What distinguishes two versions of a scheme, in structure and in words.
@NullMarked
package io.fenji.engine.difference;

import org.jspecify.annotations.NullMarked;
