package io.fenji.scoring.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx"})
    void neutralisesWhatASpreadsheetWouldRun(String text) {
        assertThat(CsvCells.neutral(text)).isEqualTo("'" + text);
    }

    @Test
    void leavesOtherTextsAlone() {
        assertThat(CsvCells.neutral("gold")).isEqualTo("gold");
        assertThat(CsvCells.neutral("")).isEmpty();
    }
}
