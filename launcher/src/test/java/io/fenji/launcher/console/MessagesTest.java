package io.fenji.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    /// Keys as the sources write them: the first literal of these calls.
    private static final Pattern KEY = Pattern.compile(
            "(?:new Failure\\(|Failure\\.usage\\(|\\.say\\(|\\.note\\(|phase\\(|heading\\(|text\\(|messages\\(?\\)?\\.get\\()"
                    + "(?:[a-zA-Z]+,\\s*)?\"([a-z][a-z.]*[a-z])\"");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        Properties english = load("messages.properties");
        Properties chinese = load("messages_zh.properties");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(new MessageFormat(chinese.getProperty(key)).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSameSizeAs(new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex());
        }
    }

    @Test
    void everyTextThatTheSourcesNameExists() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                used.addAll(KEY.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult result) -> result.group(1))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(used).hasSizeGreaterThan(40);
        assertThat(load("messages.properties").stringPropertyNames()).containsAll(used);
    }

    @Test
    void fillsPlaceholdersInBothLanguages() {
        assertThat(Messages.in(Language.ENGLISH).get("tiers.note", 33, "grossSpend.lifetime"))
                .isEqualTo("33 customers are outside the scheme's population. Spend is grossSpend.lifetime.");
        assertThat(Messages.in(Language.CHINESE).get("phase.metrics", "2026-06-30"))
                .isEqualTo("计算指标（2026-06-30）");
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                MessagesTest.class.getResourceAsStream("/io/fenji/launcher/" + name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
