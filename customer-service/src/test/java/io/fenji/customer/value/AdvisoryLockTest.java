package io.fenji.customer.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdvisoryLockTest {
    @Test
    void eachHasANumberOfItsOwn() {
        assertThat(AdvisoryLock.values()).extracting(AdvisoryLock::number).doesNotHaveDuplicates();
    }
}
