package io.fenji.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a command line is said before anything is started, with status 2.
class MainTest {
    private final Locale before = Locale.getDefault();
    private final PrintStream standard = System.err;

    private record Outcome(int status, String error) {}

    @AfterEach
    void restore() {
        Locale.setDefault(before);
        System.setErr(standard);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --customers abc|--customers takes a whole number, not \"abc\". See ./fenji --help.",
                "demo --customers -5|A generated company has 1 to 20,000,000 customers, not -5.",
                "demo --customers 0|A generated company has 1 to 20,000,000 customers, not 0.",
                "demo --currency cny|--currency takes a currency's code of ISO 4217 such as CNY, not \"cny\". See ./fenji --help.",
                "up --currency YYY|--currency takes a currency's code of ISO 4217 such as CNY, not \"YYY\". See ./fenji --help.",
                "generate --currency EURO x|--currency takes a currency's code of ISO 4217 such as CNY, not \"EURO\". See ./fenji --help.",
                "demo --zone Mars/Base|--zone takes a time zone such as Asia/Shanghai, not \"Mars/Base\". See ./fenji --help.",
                "up --business-date 2026-02-30|--business-date takes a date such as 2026-06-30, not \"2026-02-30\". See ./fenji --help.",
                "up --lang fr|--lang takes zh-CN or en, not \"fr\". See ./fenji --help.",
                "up --customer-port 0|0 is no port for customer-service.",
                "demo --postgres-port 65536|65536 is no port for PostgreSQL.",
                "demo --report-port 8081|Port 8081 is given to both customer-service and report-service.",
                "up --heap-factor 0|--heap-factor is 1 to 64, not 0.",
                "demo --heap-factor -1|--heap-factor is 1 to 64, not -1.",
                "demo --scheme ../x|\"../x\" is no key of a scheme: lower-case letters, digits and hyphens, please.",
                "demo --mapping x|--mapping goes with --orders only.",
                "demo --orders x.csv --mapping A_B|\"A_B\" is no name of a mapping: lower-case letters, digits and hyphens, please.",
                "up --state a/b|\"a/b\" is no name for a state: letters, digits, dots, hyphens and underscores, please.",
                "up --seed 3|There is no argument --seed here. See ./fenji --help.",
                "demo --seed|A value is missing for --seed. See ./fenji --help.",
                "demo --seed 3 --seed 4|--seed is given twice. See ./fenji --help.",
                "demo --customers abc --lang zh-CN|--customers 应为整数，而不是“abc”。用法见 ./fenji --help。",
                "demo --lang=zh-CN --heap-factor 0|--heap-factor 应为 1 至 64，而不是 0。",
            })
    void refusesAWrongCommandLineInOneSentence(String arguments, String sentence) {
        assertThat(run(arguments.split(" "))).isEqualTo(new Outcome(2, sentence));
    }

    @Test
    void namesNoClassesOfJava() {
        assertThat(run("up", "--zone", "x/y").error()).doesNotContain("Exception", "java.");
    }

    private static Outcome run(String... arguments) {
        Locale.setDefault(Locale.ENGLISH);
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        int status = Main.run(arguments);
        return new Outcome(status, error.toString(StandardCharsets.UTF_8).strip());
    }
}
