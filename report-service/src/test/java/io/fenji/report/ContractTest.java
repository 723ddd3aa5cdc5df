package io.fenji.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.Contract;
import io.fenji.kit.testing.ContractRoutes;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() {
        assertThat(ContractRoutes.servedBy(
                        "io.fenji.report.analytics",
                        "io.fenji.report.dashboard",
                        "io.fenji.report.definition",
                        "io.fenji.report.delivery",
                        "io.fenji.report.link",
                        "io.fenji.report.mart",
                        "io.fenji.report.report",
                        "io.fenji.report.retention",
                        "io.fenji.report.schedule"))
                .isEqualTo(Contract.ofThisService().operations());
    }
}
