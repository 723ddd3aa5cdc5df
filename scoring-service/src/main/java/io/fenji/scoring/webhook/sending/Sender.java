package io.fenji.scoring.webhook.sending;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.scoring.webhook.sending.Attempt.Failure;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// Sends signed messages. Blocks, so it belongs on a virtual thread.
// Made at the start, so that wrong networks stop it.
@Startup
@ApplicationScoped
public class Sender {
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(5);

    private final Targets targets;
    private final PinnedHttp http;
    private final Supplier<Instant> clock;
    private final Runnable closing;

    @Inject
    Sender(SendingConfig config, Vertx vertx, BusinessClock clock) {
        SystemResolver resolver = new SystemResolver(LONGEST_LOOK_UP);
        AddressPolicy policy;
        try {
            policy = new AddressPolicy(config.allowedNetworks().orElse(List.of()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException("fenji.webhooks.allowed-networks: " + wrong.getMessage(), wrong);
        }
        this.targets = new Targets(policy, config.ports(), resolver);
        this.http = new PinnedHttp(vertx, config.timeout(), List.of());
        this.clock = clock::now;
        this.closing = () -> {
            http.close();
            resolver.close();
        };
    }

    Sender(Targets targets, PinnedHttp http, Supplier<Instant> clock) {
        this.targets = targets;
        this.http = http;
        this.clock = clock;
        this.closing = http::close;
    }

    /// Whether a URL may be called, as its host's addresses are now. A host without an address passes where the URL
    /// alone is fine: it may get one.
    ///
    /// @throws ForbiddenTargetException with the reason, that goes on after the name of the property
    public void check(String url) throws ForbiddenTargetException {
        try {
            targets.resolve(url);
        } catch (UnknownHostException notYet) {
            targets.requirePublicForm(url);
        }
    }

    /// Sends it once.
    public Attempt send(String url, Message message) {
        long start = System.nanoTime();
        try {
            Target target = targets.resolve(url);
            Instant now = clock.get();
            PinnedHttp.Answer answer =
                    http.post(target, message, Signatures.header(message, now.getEpochSecond()), now.getEpochSecond());
            return new Attempt(answer.status(), null, since(start), RetryAfter.parse(answer.retryAfter(), now));
        } catch (ForbiddenTargetException forbidden) {
            return failed(Failure.FORBIDDEN_ADDRESS, start);
        } catch (UnknownHostException unknown) {
            return failed(Failure.UNKNOWN_HOST, start);
        } catch (PinnedHttp.NoAnswerException none) {
            return failed(none.failure(), start);
        }
    }

    @PreDestroy
    void close() {
        closing.run();
    }

    private static Attempt failed(Failure failure, long start) {
        return new Attempt(null, failure, since(start), null);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
