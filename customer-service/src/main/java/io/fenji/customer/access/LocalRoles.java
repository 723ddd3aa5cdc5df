package io.fenji.customer.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Until there are logins every caller is anonymous and has the roles of `fenji.local-roles`.
@ApplicationScoped
class LocalRoles implements SecurityIdentityAugmentor {
    private final Set<String> roles;

    LocalRoles(@ConfigProperty(name = "fenji.local-roles") Optional<List<String>> roles) {
        this.roles = Set.copyOf(roles.orElse(List.of()));
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        identity.isAnonymous() && !roles.isEmpty()
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRoles(roles)
                                        .build()
                                : identity);
    }
}
