package io.fenji.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.testing.Contract;
import io.fenji.kit.testing.ContractMethods;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MethodsTest {
    @Test
    void aMethodThatAPathDoesNotHaveIsNotAllowed() {
        assertThat(ContractMethods.notRefused(Contract.ofThisService())).isEmpty();
    }
}
