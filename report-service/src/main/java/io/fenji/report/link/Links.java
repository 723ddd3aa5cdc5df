package io.fenji.report.link;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.report.report.ArtefactFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes links. Their secret, of 256 random bits, leaves the service in the address and is nowhere kept.
@ApplicationScoped
public class Links {
    private static final int SECRET_LENGTH = 32;

    private final LinkStore store;
    private final LinkConfig config;
    private final BusinessClock clock;

    Links(LinkStore store, LinkConfig config, BusinessClock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /// Whether addresses can be told to somebody who does not know this service's.
    public boolean areAbsolute() {
        return config.publicUrl().isPresent();
    }

    /// Makes a link that is valid for the usual time, with its address.
    public Link create(Connection connection, UUID report, ArtefactFormat format, String audience) {
        return create(connection, report, format, audience, null);
    }

    /// Makes a link, with its address.
    ///
    /// @throws ProblemException 400 when it would be valid for too long, or not at all
    Link create(
            Connection connection,
            UUID report,
            ArtefactFormat format,
            @Nullable String audience,
            @Nullable Instant expiresAt) {
        byte[] random = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return store.create(connection, report, format, audience, end(expiresAt), hash(secret))
                .withUrl(address(secret));
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private Instant end(@Nullable Instant asked) {
        Instant now = clock.now();
        if (asked == null) {
            return now.plus(config.links().usual());
        }
        Duration longest = config.links().longest();
        if (!asked.isAfter(now) || asked.isAfter(now.plus(longest))) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST,
                    "/expiresAt",
                    "OUT_OF_RANGE",
                    "must be later than now and at most %d hours ahead".formatted(longest.toHours()));
        }
        return asked;
    }

    private String address(String secret) {
        String path = "/v1/report-links/" + secret;
        return config.publicUrl()
                .map(base -> base.toString().replaceAll("/+$", "") + path)
                .orElse(path);
    }
}
