package io.fenji.customer.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Until there are logins every caller is anonymous, has the roles of `fenji.local-roles` and the name of
/// `fenji.local-caller`.
@ApplicationScoped
class LocalRoles implements SecurityIdentityAugmentor {
    private final Set<String> roles;
    private final Optional<String> name;

    LocalRoles(
            @ConfigProperty(name = "fenji.local-roles") Optional<List<String>> roles,
            @ConfigProperty(name = "fenji.local-caller") Optional<String> name) {
        this.roles = Set.copyOf(roles.orElse(List.of()));
        this.name = name;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.isAnonymous() ? local(identity) : identity);
    }

    private SecurityIdentity local(SecurityIdentity anonymous) {
        QuarkusSecurityIdentity.Builder local =
                QuarkusSecurityIdentity.builder(anonymous).addRoles(roles);
        name.ifPresent(text -> local.setPrincipal(new QuarkusPrincipal(text)));
        return local.build();
    }
}
