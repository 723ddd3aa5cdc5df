package io.fenji.launcher;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Messages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry point of the launcher. Status 0 means that everything asked for was done, 1 that it was not, 2 that the
/// command line was wrong.
@Command(
        name = "fenji",
        subcommands = {DemoCommand.class, UpCommand.class, GenerateCommand.class})
public final class Main {
    /// How long a failure waits before it is shown: after Ctrl-C services end by themselves, and requests fail, a
    /// moment before this process knows that it is to end.
    private static final long ECHO_MILLIS = 300;

    private static volatile boolean stopping;

    Main() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true, "stopping"));
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        speak(List.of(arguments));
        CommandLine line = new CommandLine(new Main());
        line.registerConverter(Language.class, Language::of);
        line.registerConverter(ZoneId.class, ZoneId::of);
        line.setParameterExceptionHandler((wrong, given) -> {
            Console.ofProcess(messages(), false).error(WrongArguments.sentence(wrong, messages()));
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            Console console = Console.ofProcess(messages(), false);
            if (failure instanceof Failure known && known.isUsage()) {
                console.error(known.sentence(console.messages()));
                return CommandLine.ExitCode.USAGE;
            }
            Thread.sleep(ECHO_MILLIS);
            if (stopping) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            console.error(failure instanceof Failure known ? known.sentence(console.messages()) : unexpected(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    /// Errors before `--lang` is parsed are to be in that language too.
    private static void speak(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String tag = argument.equals("--lang") && i + 1 < arguments.size()
                    ? arguments.get(i + 1)
                    : argument.startsWith("--lang=") ? argument.substring("--lang=".length()) : "";
            for (Language language : Language.values()) {
                if (language.tag().equalsIgnoreCase(tag)) {
                    Locale.setDefault(language.locale());
                }
            }
        }
    }

    /// In the user's language where `--lang` has been read, else in the machine's.
    private static Messages messages() {
        return Messages.in(Language.of(Locale.getDefault()));
    }

    private static String unexpected(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return messages().get("unexpected") + System.lineSeparator() + trace;
    }
}
