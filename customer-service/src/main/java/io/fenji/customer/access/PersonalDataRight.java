package io.fenji.customer.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/// Whether the caller may read contact data: the role `personal-data-reader`.
@ApplicationScoped
public class PersonalDataRight {
    private static final String ROLE = "personal-data-reader";

    private final SecurityIdentity caller;

    PersonalDataRight(SecurityIdentity caller) {
        this.caller = caller;
    }

    public boolean isHeld() {
        return caller.hasRole(ROLE);
    }
}
