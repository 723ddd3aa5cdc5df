package io.fenji.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.Contract;
import io.fenji.kit.testing.ContractRoutes;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() {
        assertThat(ContractRoutes.servedBy("io.fenji.scoring"))
                .isEqualTo(Contract.ofThisService().operations());
    }
}
