package io.fenji.customer.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement whose values are named (`:year`), so that a long text says what is bound where, each as often as it
/// likes.
record NamedSql(String text, List<String> names) {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]\\w*)");

    static NamedSql of(String named) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(named);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            names.add(matcher.group(1));
            matcher.appendReplacement(text, "?");
        }
        return new NamedSql(matcher.appendTail(text).toString(), List.copyOf(names));
    }

    /// The values in the order of their places.
    Object[] values(Map<String, ?> named) {
        return names.stream()
                .map(name -> {
                    Object value = named.get(name);
                    if (value == null) {
                        throw new IllegalArgumentException("No value for :" + name);
                    }
                    return value;
                })
                .toArray();
    }
}
