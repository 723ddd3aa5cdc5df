package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CellTest {
    @Inject
    CleaningRules rules;

    private final List<Finding> findings = new ArrayList<>();

    private Cell cell(ImportType type, Field field, Map<String, String> values) {
        return new Cell(
                field,
                0,
                "column",
                values,
                null,
                type.requires(field),
                CellFormat.of(field, List.of("ISO"), false, ZoneOffset.UTC),
                new CellCleaner(rules.book().cleaner(type, field), "column"));
    }

    private String value(Cell cell, String text) {
        return cell.value(new Row(1, List.of(text)), findings);
    }

    @Test
    void findsInEveryRowWhatItFoundInTheOneBefore() {
        Cell names = cell(ImportType.CUSTOMERS, Field.CUSTOMER_NAME, Map.of());

        assertThat(List.of(value(names, "王 芳"), value(names, "王  芳"), value(names, "王  芳"), value(names, "王 芳")))
                .containsOnly("王 芳");
        assertThat(findings).hasSize(2).extracting(Finding::original).containsOnly("王  芳");
    }

    @Test
    void refusesEveryRowLikeTheOneBefore() {
        Cell prices = cell(ImportType.ORDERS, Field.UNIT_PRICE, Map.of());
        assertThat(value(prices, "5.00")).isEqualTo("5.00");

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> value(prices, "-5.00"))
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NEGATIVE_PRICE));
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> value(prices, " "))
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MISSING_VALUE));
        }
        assertThat(value(prices, "5.00")).isEqualTo("5.00");
    }

    @Test
    void remembersAMissingValueAsNone() {
        Cell channels = cell(ImportType.ORDERS, Field.CHANNEL, Map.of("-", ""));

        assertThat(value(channels, "店")).isEqualTo("店");
        assertThat(value(channels, "-")).isNull();
        assertThat(value(channels, "-")).isNull();
        assertThat(value(channels, "店")).isEqualTo("店");
    }
}
