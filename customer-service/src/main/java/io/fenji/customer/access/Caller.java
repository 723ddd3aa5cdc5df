package io.fenji.customer.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/// Who makes the request, by the name that its authentication gives; a header that names somebody proves nothing.
@ApplicationScoped
public class Caller {
    private static final String NOBODY = "anonymous";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public String name() {
        String name = identity.getPrincipal().getName();
        return name.isEmpty() ? NOBODY : name;
    }
}
