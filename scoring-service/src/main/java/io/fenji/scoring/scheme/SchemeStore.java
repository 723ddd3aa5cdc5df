package io.fenji.scoring.scheme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Stays;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.fenji.scoring.problem.ScoringProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Versions of schemes as rows. Everything runs in the caller's transaction.
@ApplicationScoped
public class SchemeStore {
    private static final String COLUMNS =
            "scheme, version, state, document, created_at, updated_at, activated_at, retired_at, revision, existing_tiers,"
                    + " keep_until, authors, approval, submitted_by, submitted_at, decided_by, decided_at, decision_comment";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final long ACTIVATIONS = 0x66656e6a696173L;

    private final ObjectMapper json;

    SchemeStore(ObjectMapper json) {
        this.json = json;
    }

    public static boolean exists(Connection connection, String scheme) {
        return Sql.only(
                connection, "select exists (select from schemes where key = ?)", row -> row.getBoolean(1), scheme);
    }

    /// Makes sure that the scheme exists.
    ///
    /// @throws ProblemException 404 when there is no such scheme
    public static void require(Connection connection, String scheme) {
        if (!exists(connection, scheme)) {
            throw ProblemException.notFound("There is no scheme '%s'".formatted(scheme));
        }
    }

    /// The version that the next tier run uses; nothing where it takes everyone out of the scheme, if there is such.
    public static Optional<VersionId> active(Connection connection, String scheme) {
        return Sql.first(
                connection,
                "select version from scheme_versions where scheme = ? and state = 'ACTIVE'",
                row -> new VersionId(scheme, row.getInt(1)),
                scheme);
    }

    /// The version that the next tier run uses.
    ///
    /// @throws ProblemException 422 when there is no such scheme or none of its versions is active
    public static VersionId requireActive(Connection connection, String scheme) {
        if (!exists(connection, scheme)) {
            throw ProblemException.at(
                    ScoringProblem.UNKNOWN_SCHEME,
                    "/scheme",
                    "UNKNOWN_SCHEME",
                    "There is no scheme '%s'".formatted(scheme));
        }
        return active(connection, scheme)
                .orElseThrow(() -> ProblemException.at(
                        ScoringProblem.SCHEME_NOT_ACTIVE,
                        "/scheme",
                        "SCHEME_NOT_ACTIVE",
                        "No version of '%s' is active; activate one first".formatted(scheme)));
    }

    /// @throws ProblemException 409 when the key is taken
    void create(Connection connection, String scheme) {
        if (Sql.update(connection, "insert into schemes (key) values (?) on conflict do nothing", scheme) == 0) {
            throw ProblemException.at(
                    ScoringProblem.SCHEME_EXISTS,
                    "/key",
                    "SCHEME_EXISTS",
                    "There is a scheme '%s' already; add a version to it".formatted(scheme));
        }
    }

    /// Other schemes with an active version.
    static long countActive(Connection connection, String but) {
        return Sql.only(
                connection,
                "select count(*) from scheme_versions where state = 'ACTIVE' and scheme <> ?",
                row -> row.getLong(1),
                but);
    }

    /// Waits for whoever else activates anything: what refers to what is checked over all schemes.
    static void lockActivations(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, ACTIVATIONS);
    }

    static boolean isInForce(Connection connection, String scheme) {
        return Sql.only(
                connection,
                "select exists (select from schemes_in_force where scheme = ?)",
                row -> row.getBoolean(1),
                scheme);
    }

    /// Waits for whoever else changes versions of this scheme.
    ///
    /// @throws ProblemException 404 when there is no such scheme
    static void lock(Connection connection, String scheme) {
        boolean found = Sql.first(
                        connection, "select key from schemes where key = ? for update", row -> row.getString(1), scheme)
                .isPresent();
        if (!found) {
            throw ProblemException.notFound("There is no scheme '%s'".formatted(scheme));
        }
    }

    /// @throws ProblemException 409 when there is a draft
    SchemeVersionResponse addDraft(Connection connection, String scheme, JsonNode document, @Nullable String author) {
        try {
            return Sql.only(connection, """
                    insert into scheme_versions (scheme, version, document, authors)
                    select ?, coalesce(max(version), 0) + 1, ?, array_remove(array[?::text], null)
                    from scheme_versions where scheme = ?
                    returning\s""" + COLUMNS, this::version, scheme, document.toString(), author, scheme);
        } catch (SqlFailure failure) {
            if (failure.state().equals(UNIQUE_VIOLATION)) {
                throw new ProblemException(
                        ScoringProblem.DRAFT_EXISTS,
                        "'%s' has a draft already; replace or activate it".formatted(scheme));
            }
            throw failure;
        }
    }

    Optional<SchemeVersionResponse> find(Connection connection, VersionId id) {
        return Sql.first(
                connection,
                "select " + COLUMNS + " from scheme_versions where scheme = ? and version = ?",
                this::version,
                id.scheme(),
                id.version());
    }

    /// The version that was activated last before this one was.
    Optional<SchemeVersionResponse> activatedBefore(Connection connection, VersionId id) {
        return Sql.first(connection, "select " + COLUMNS + """
                 from scheme_versions
                where scheme = ? and activated_at <
                  (select activated_at from scheme_versions where scheme = ? and version = ?)
                order by activated_at desc limit 1""", this::version, id.scheme(), id.scheme(), id.version());
    }

    /// @throws ProblemException 404 when there is no such version
    SchemeVersionResponse require(Connection connection, VersionId id) {
        return find(connection, id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no version %d of a scheme '%s'".formatted(id.version(), id.scheme())));
    }

    /// The draft's approval was of what it said before.
    SchemeVersionResponse replace(Connection connection, VersionId id, JsonNode document, @Nullable String author) {
        return Sql.only(
                connection,
                """
                update scheme_versions set document = ?, revision = revision + 1, updated_at = now(),
                  authors = case when ?::text = any (authors) then authors
                    else array_remove(authors || ?::text, null) end,
                  approval = null, submitted_by = null, submitted_at = null, decided_by = null,
                  decided_at = null, decision_comment = null
                where scheme = ? and version = ? and state = 'DRAFT'
                returning\s""" + COLUMNS,
                this::version,
                document.toString(),
                author,
                author,
                id.scheme(),
                id.version());
    }

    SchemeVersionResponse submit(Connection connection, VersionId id, ApprovalRequest by) {
        return Sql.only(
                connection,
                """
                update scheme_versions set approval = 'SUBMITTED', submitted_by = ?, submitted_at = now(), decided_by = null,
                  decided_at = null, decision_comment = ?, authors = case when ?::text = any (authors) then authors
                    else array_remove(authors || ?::text, null) end,
                  revision = revision + 1, updated_at = now()
                where scheme = ? and version = ? returning\s""" + COLUMNS,
                this::version,
                by.author(),
                by.comment(),
                by.author(),
                by.author(),
                id.scheme(),
                id.version());
    }

    SchemeVersionResponse decide(Connection connection, VersionId id, Approval.State as, ApprovalRequest by) {
        return Sql.only(
                connection,
                """
                update scheme_versions set approval = ?, decided_by = ?, decided_at = now(), decision_comment = ?,
                  revision = revision + 1, updated_at = now()
                where scheme = ? and version = ? returning\s""" + COLUMNS,
                this::version,
                as.name(),
                by.author(),
                by.comment(),
                id.scheme(),
                id.version());
    }

    SchemeVersionResponse retire(Connection connection, VersionId id) {
        return Sql.only(connection, """
                update scheme_versions
                set state = 'RETIRED', retired_at = now(), updated_at = now(), revision = revision + 1
                where scheme = ? and version = ?
                returning\s""" + COLUMNS, this::version, id.scheme(), id.version());
    }

    SchemeVersionResponse activate(Connection connection, VersionId id, Activation activation) {
        Sql.update(connection, """
                update scheme_versions
                set state = 'RETIRED', retired_at = now(), updated_at = now(), revision = revision + 1
                where scheme = ? and state = 'ACTIVE'""", id.scheme());
        return Sql.only(
                connection,
                """
                update scheme_versions
                set state = 'ACTIVE', activated_at = coalesce(activated_at, now()), retired_at = null, updated_at = now(),
                  revision = revision + 1, existing_tiers = ?, keep_until = ?
                where scheme = ? and version = ?
                returning\s""" + COLUMNS,
                this::version,
                activation.mode().name(),
                activation.until(),
                id.scheme(),
                id.version());
    }

    private SchemeVersionResponse version(ResultSet row) throws SQLException {
        return new SchemeVersionResponse(
                row.getString(1),
                row.getInt(2),
                VersionState.valueOf(row.getString(3)),
                tree(row.getString(4)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                instant(row.getObject(7, OffsetDateTime.class)),
                instant(row.getObject(8, OffsetDateTime.class)),
                List.of((String[]) row.getArray(12).getArray()),
                approval(row),
                activation(row),
                row.getLong(9));
    }

    private static @Nullable Approval approval(ResultSet row) throws SQLException {
        @Nullable String state = row.getString(13);
        return state == null
                ? null
                : new Approval(
                        Approval.State.valueOf(state),
                        row.getString(14),
                        row.getObject(15, OffsetDateTime.class).toInstant(),
                        row.getString(16),
                        instant(row.getObject(17, OffsetDateTime.class)),
                        row.getString(18));
    }

    private static @Nullable Activation activation(ResultSet row) throws SQLException {
        @Nullable String mode = row.getString(10);
        return mode == null
                ? null
                : new Activation(ExistingTiers.Mode.valueOf(mode), row.getObject(11, LocalDate.class));
    }

    /// How a version that is or was active was activated last.
    public static ExistingTiers existingTiers(Connection connection, VersionId id) {
        return Sql.only(
                connection,
                "select existing_tiers, keep_until from scheme_versions where scheme = ? and version = ?",
                row -> {
                    @Nullable LocalDate until = row.getObject(2, LocalDate.class);
                    return new ExistingTiers(
                            ExistingTiers.Mode.valueOf(row.getString(1)),
                            until == null ? Stays.NO_DATE : Math.toIntExact(until.toEpochDay()));
                },
                id.scheme(),
                id.version());
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
