package io.fenji.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.launcher.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanyFilesTest {
    @Test
    void saysWhichOtherCompanyAStateHolds(@TempDir Path state) {
        CompanyFiles files = new CompanyFiles(state);
        files.generate(CompanyOptions.DEMO.withCustomers(50), Console.silent().phase("phase.generate"));
        assertThatThrownBy(() -> files.exist(CompanyOptions.DEMO))
                .hasMessageEndingWith(
                        "holds another generated company: 50 customers, seed 42, up to 2026-06-30, in CNY;"
                                + " choose another with --state.");
    }

    @Test
    void aStateThatAnEarlierVersionFilledWithFewerFilesIsFilledAnew(@TempDir Path state) throws IOException {
        CompanyOptions company = CompanyOptions.DEMO.withCustomers(50);
        CompanyFiles files = new CompanyFiles(state);
        files.generate(company, Console.silent().phase("phase.generate"));
        assertThat(files.exist(company)).isTrue();

        Files.delete(files.file(GeneratedCompany.FEEDBACK));

        assertThat(files.exist(company)).isFalse();
    }
}
