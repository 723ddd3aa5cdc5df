package io.fenji.launcher;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Messages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command talks.
final class LanguageOption {
    @Option(names = "--lang")
    private @Nullable Language language;

    @Option(names = "--quiet")
    private boolean quiet;

    Console console() {
        Language spoken = language == null ? Language.of(Locale.getDefault()) : language;
        Locale.setDefault(spoken.locale());
        return Console.ofProcess(Messages.in(spoken), quiet);
    }
}
