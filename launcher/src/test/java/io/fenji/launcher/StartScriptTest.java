package io.fenji.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class StartScriptTest {
    private static final Path SCRIPT = Path.of("..", "fenji").toAbsolutePath().normalize();

    @TempDir
    private Path elsewhere;

    private record Outcome(int status, String out) {}

    @ParameterizedTest
    @CsvSource({"en_US.UTF-8, Usage: ./fenji COMMAND", "zh_CN.UTF-8, 用法：./fenji 命令"})
    void helpsInTheUsersLanguage(String locale, String expected) throws Exception {
        assertThat(run(locale, "--help"))
                .returns(0, Outcome::status)
                .extracting(Outcome::out)
                .asString()
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "test", "bench", "generate"})
    void helpsWithEachCommandWithoutBuildingAnything(String command) throws Exception {
        Outcome outcome = run("C.UTF-8", command, "--help");
        assertThat(outcome.status).isZero();
        assertThat(outcome.out).startsWith("Usage: ./fenji " + command);
    }

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8, help demo, Usage: ./fenji demo",
        "C.UTF-8, help, Usage: ./fenji COMMAND",
        "C.UTF-8, help demo --lang zh-CN, 用法：./fenji demo",
        "C.UTF-8, demo --help --lang=zh-CN, 用法：./fenji demo",
        "zh_CN.UTF-8, up --lang en --help, Usage: ./fenji up",
    })
    void helpsInTheLanguageAskedFor(String locale, String arguments, String expected) throws Exception {
        Outcome outcome = run(locale, arguments.split(" "));
        assertThat(outcome.status).isZero();
        assertThat(outcome.out).contains(expected);
    }

    @Test
    void refusesAnUnknownOptionInTheLanguageAskedFor() throws Exception {
        assertThat(run("C.UTF-8", "demo", "--bogus", "--lang", "zh-CN").out).startsWith("未知选项 --bogus");
    }

    @ParameterizedTest
    @CsvSource({"demo", "up", "test", "bench"})
    void refusesAnUnknownOptionInOneSentence(String command) throws Exception {
        Outcome outcome = run("C.UTF-8", command, "--bogus");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out.lines()).singleElement().asString().startsWith("Unknown option --bogus");
    }

    @Test
    void refusesAnUnknownCommandInOneSentence() throws Exception {
        Outcome outcome = run("C.UTF-8", "fly");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out.lines()).singleElement().asString().startsWith("Unknown command fly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "generate"})
    void describesExactlyTheOptionsThereAre(String command) throws IOException {
        CommandLine line = new CommandLine(new Main()).getSubcommands().get(command);
        List<String> options = line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        for (String language : List.of("en", "zh")) {
            List<String> described = Files.readAllLines(
                            Path.of("src/main/resources/io/fenji/launcher/help", command + "_" + language + ".txt"))
                    .stream()
                    .map(String::strip)
                    .filter(text -> text.startsWith("--"))
                    .map(text -> text.split("\\s", 2)[0])
                    .toList();
            assertThat(described).as(language).containsExactlyInAnyOrderElementsOf(options);
        }
    }

    private Outcome run(String locale, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out);
    }
}
