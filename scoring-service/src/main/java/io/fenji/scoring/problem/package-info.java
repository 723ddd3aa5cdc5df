/// The error catalogue of this service.
@NullMarked
package io.fenji.scoring.problem;

import org.jspecify.annotations.NullMarked;
