package io.fenji.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes a POST safe to repeat: its answer is stored in the transaction of its effect, a repetition gets that
/// answer. Failures store nothing and may be tried again. Keys are kept for two days.
@ApplicationScoped
public class IdempotencyStore {
    private static final int LONGEST_KEY = 255;

    /// The body's own; a replay has its own.
    private static final Set<String> NOT_KEPT = Set.of("content-type", "content-length");

    private record Stored(
            String fingerprint,
            int status,
            String headers,
            @Nullable String body) {}

    private final Database database;
    private final ObjectMapper json;

    IdempotencyStore(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /// Whether a caller wants protection, by the `Idempotency-Key` header.
    public static boolean isGiven(@Nullable String key) {
        return key != null && !key.isBlank();
    }

    /// Runs the action once a key.
    ///
    /// @param scope what the key belongs to, e.g. `POST /v1/tier-runs`
    /// @param key the `Idempotency-Key` header, quoted or bare; null or blank runs the action unprotected
    /// @param payload what makes two requests the same, as an object that Jackson writes, or a digest
    /// @param action the effect; runs in the transaction that also stores its answer (status, headers such as
    /// `Location` and `ETag`, entity)
    @Transactional
    public Response run(String scope, @Nullable String key, Object payload, Supplier<Response> action) {
        if (!isGiven(key)) {
            return action.get();
        }
        String bare = bare(Objects.requireNonNull(key));
        String fingerprint = digest(text(payload));
        return database.call(connection -> {
            lock(connection, scope + '\n' + bare);
            Optional<Stored> stored = find(connection, scope, bare);
            if (stored.isPresent()) {
                return replay(stored.get(), fingerprint);
            }
            Response answer = action.get();
            if (answer.getStatus() < 400) {
                Sql.update(
                        connection,
                        """
                        insert into idempotency_keys (scope, key, fingerprint, status, headers, body)
                        values (?, ?, ?, ?, ?::jsonb, ?)""",
                        scope,
                        bare,
                        fingerprint,
                        answer.getStatus(),
                        text(headers(answer)),
                        answer.hasEntity() ? text(answer.getEntity()) : null);
            }
            return answer;
        });
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "idempotency-keys-clean-up")
    void forgetOldKeys() {
        database.call(
                c -> Sql.update(c, "delete from idempotency_keys where created_at < now() - interval '48 hours'"));
    }

    // Tried, not awaited: a second request must hear 409 at once instead of hanging behind the first.
    private static void lock(Connection connection, String name) {
        boolean mine = Sql.only(
                connection, "select pg_try_advisory_xact_lock(hashtextextended(?, 7))", row -> row.getBoolean(1), name);
        if (!mine) {
            throw new ProblemException(
                    CommonProblem.REQUEST_IN_PROGRESS,
                    "The first request with this Idempotency-Key has not ended; try again in a second");
        }
    }

    private static Optional<Stored> find(Connection connection, String scope, String key) {
        return Sql.first(
                connection,
                "select fingerprint, status, headers, body from idempotency_keys where scope = ? and key = ?",
                row -> new Stored(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)),
                scope,
                key);
    }

    private static Map<String, String> headers(Response answer) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : answer.getHeaders().keySet()) {
            if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, answer.getHeaderString(name));
            }
        }
        return headers;
    }

    private Response replay(Stored stored, String fingerprint) {
        if (!stored.fingerprint().equals(fingerprint)) {
            throw ProblemException.at(
                    CommonProblem.IDEMPOTENCY_KEY_REUSED,
                    "Idempotency-Key",
                    "REUSED",
                    "This key was used for another request; take a new one");
        }
        Response.ResponseBuilder answer = Response.status(stored.status()).header("Idempotent-Replayed", "true");
        tree(stored.headers()).forEachEntry((name, value) -> answer.header(name, value.asText()));
        if (stored.body() != null) {
            answer.entity(stored.body()).type(MediaType.APPLICATION_JSON_TYPE);
        }
        return answer.build();
    }

    private static String bare(String key) {
        String stripped = key.strip();
        String bare = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
        if (bare.isEmpty() || bare.length() > LONGEST_KEY) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER,
                    "Idempotency-Key must have 1 to %d characters".formatted(LONGEST_KEY),
                    List.of(new FieldError(
                            "Idempotency-Key", "OUT_OF_RANGE", "1 to %d characters".formatted(LONGEST_KEY))));
        }
        return bare;
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private JsonNode tree(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
