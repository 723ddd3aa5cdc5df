package io.fenji.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.Contract;
import io.fenji.kit.testing.ContractRoutes;
import org.junit.jupiter.api.Test;

/// The contract and the code name the same routes.
class ContractTest {
    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() {
        assertThat(ContractRoutes.servedBy("io.fenji.customer"))
                .isEqualTo(Contract.ofThisService().operations());
    }
}
