package io.fenji.scoring.scheme;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of people, until there are logins: the same however they are typed.
final class Authors {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Authors() {}

    static boolean contain(List<String> authors, String name) {
        return authors.stream().anyMatch(author -> plain(author).equals(plain(name)));
    }

    private static String plain(String name) {
        return SPACE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).strip())
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT);
    }
}
