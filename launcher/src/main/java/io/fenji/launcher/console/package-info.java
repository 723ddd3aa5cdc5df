/// Talking with the person at the terminal: messages in two languages, progress, tables, failures in one sentence.
@NullMarked
package io.fenji.launcher.console;

import org.jspecify.annotations.NullMarked;
