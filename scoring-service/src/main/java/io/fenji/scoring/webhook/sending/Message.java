package io.fenji.scoring.webhook.sending;

import java.util.List;

/// What is sent.
///
/// @param id the same at each attempt
/// @param body JSON, signed as it is
/// @param secrets all that sign, as `whsec_…`; the one in use first
public record Message(String id, String body, List<String> secrets) {
    public Message {
        secrets = List.copyOf(secrets);
    }
}
