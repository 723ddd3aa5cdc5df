package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CellCleanerTest {
    @Inject
    CleaningRules rules;

    private String cleaned(CellCleaner cleaner, String text) {
        return cleaner.text(text, new ArrayList<>());
    }

    /// A file of long texts must not stay in memory.
    @Test
    void remembersShortTextsAlone() {
        CellCleaner cleaner = new CellCleaner(rules.book().cleaner(ImportType.CUSTOMERS, Field.CUSTOMER_NAME), "name");
        String name = "王  芳";
        String longName = "王  芳".repeat(20);

        assertThat(cleaned(cleaner, name)).isEqualTo("王 芳").isSameAs(cleaned(cleaner, name));
        assertThat(cleaned(cleaner, longName)).isEqualTo("王 芳".repeat(20)).isNotSameAs(cleaned(cleaner, longName));
    }
}
