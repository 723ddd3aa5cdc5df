/// Value models and clusters in force, and the metrics that they give to customers as these are loaded.
@NullMarked
package io.fenji.scoring.value;

import org.jspecify.annotations.NullMarked;
