package io.fenji.launcher;

import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Messages;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in the user's language what was wrong with the command line, in words that are not Java's.
final class WrongArguments {
    private WrongArguments() {}

    static String sentence(ParameterException wrong, Messages messages) {
        return messages.get("usage", what(wrong, messages));
    }

    private static String what(ParameterException wrong, Messages messages) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return messages.get("argument.unknown", unmatched.getUnmatched().getFirst());
        }
        if (wrong instanceof MissingParameterException missing) {
            return messages.get("argument.missing", name(missing.getMissing().getFirst()));
        }
        if (wrong instanceof OverwrittenOptionException twice) {
            return messages.get("argument.twice", name(twice.getOverwritten()));
        }
        ArgSpec argument = wrong.getArgSpec();
        return argument == null
                ? String.valueOf(wrong.getMessage()).strip()
                : messages.get("argument.wrong", name(argument), messages.get(kind(argument.type())), wrong.getValue());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String kind(Class<?> type) {
        if (type == LocalDate.class) {
            return "value.date";
        }
        if (type == ZoneId.class) {
            return "value.zone";
        }
        if (type == Currency.class) {
            return "value.currency";
        }
        return type == Language.class ? "value.language" : "value.number";
    }
}
