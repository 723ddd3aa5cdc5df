package io.fenji.customer.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalRolesTest {
    private final LocalRoles roles = new LocalRoles(Optional.of(List.of("reader")), Optional.of("call centre"));

    @Test
    void namesWhoHasNoLogin() {
        SecurityIdentity local = augmented(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(""))
                .setAnonymous(true)
                .build());

        assertThat(new Caller(local).name()).isEqualTo("call centre");
        assertThat(local.hasRole("reader")).isTrue();
        assertThat(local.isAnonymous()).isTrue();
    }

    @Test
    void leavesALoginAlone() {
        SecurityIdentity anna = augmented(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("anna"))
                .build());

        assertThat(new Caller(anna).name()).isEqualTo("anna");
        assertThat(anna.hasRole("reader")).isFalse();
    }

    private SecurityIdentity augmented(SecurityIdentity identity) {
        return roles.augment(identity, null).await().indefinitely();
    }
}
