package io.fenji.report.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvAnswerTest {
    private static String line(Object... cells) {
        Rows table = new Rows() {
            @Override
            public List<String> columns() {
                return List.of("a");
            }

            @Override
            public List<List<Object>> rows() {
                return List.of(Arrays.asList(cells));
            }
        };
        return CsvAnswer.of(table).substring("a\r\n".length());
    }

    @Test
    void whatASpreadsheetWouldRunHasAnApostrophe() {
        for (String start : List.of("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")) {
            assertThat(line(start + "1")).isEqualTo("'" + start + "1\r\n");
        }
        assertThat(line("\r1")).isEqualTo("\"'\r1\"\r\n");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(line(new BigDecimal("-1E+3"), -5L, null, "a-b")).isEqualTo("-1000,-5,,a-b\r\n");
    }

    @Test
    void quotesAndCommasAreEnclosed() {
        assertThat(line("a,b", "say \"x\"", "two\nlines")).isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
    }
}
