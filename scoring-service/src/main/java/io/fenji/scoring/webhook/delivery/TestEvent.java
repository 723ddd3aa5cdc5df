package io.fenji.scoring.webhook.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/// What a test sends: a CloudEvents 1.0 event about the webhook itself.
@RegisterForReflection
record TestEvent(
        String specversion,
        String id,
        String source,
        String type,
        Instant time,
        UUID subject,
        String datacontenttype,
        Data data) {

    /// Something to look at.
    @RegisterForReflection
    record Data(String message) {}

    static TestEvent of(UUID webhook, UUID id, Instant now) {
        return new TestEvent(
                "1.0",
                "test-" + id,
                "/scoring-service",
                "io.fenji.webhook.test",
                now,
                webhook,
                "application/json",
                new Data("This is a test. 这是一条测试消息。"));
    }
}
