/// Long work as a resource: progress, result or problem, cancel; survives a restart.
@NullMarked
package io.fenji.kit.operation;

import org.jspecify.annotations.NullMarked;
