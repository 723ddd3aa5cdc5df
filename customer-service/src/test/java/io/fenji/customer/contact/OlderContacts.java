package io.fenji.customer.contact;

import io.fenji.customer.crypto.OtherKeys;
import jakarta.enterprise.context.ApplicationScoped;

/// Contact values as they were sealed before the present key became the active one.
@ApplicationScoped
public class OlderContacts {
    private final OtherKeys keys;

    OlderContacts(OtherKeys keys) {
        this.keys = keys;
    }

    public ContactCipher cipher() {
        return new ContactCipher(keys.older());
    }
}
