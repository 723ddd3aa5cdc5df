package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.document.Finding;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.verification.Catalogue;
import io.fenji.engine.verification.SchemeVerifier;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.AttributeCatalogue;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.problem.ScoringProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Drafts, their replacement, validation and activation.
@ApplicationScoped
class SchemeEditor {
    private final SchemeStore store;
    private final MetricCatalogue catalogue;
    private final AttributeCatalogue attributes;
    private final Neighbours neighbours;
    private final SchemeApproval approval;
    private final SchemesConfig config;
    private final Database database;
    private final BusinessClock clock;

    SchemeEditor(
            SchemeStore store,
            MetricCatalogue catalogue,
            AttributeCatalogue attributes,
            Neighbours neighbours,
            SchemeApproval approval,
            SchemesConfig config,
            Database database,
            BusinessClock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.attributes = attributes;
        this.neighbours = neighbours;
        this.approval = approval;
        this.config = config;
        this.database = database;
        this.clock = clock;
    }

    SchemeVersionResponse create(JsonNode document, @Nullable String author, Language language) {
        approval.requireAuthor(author);
        Scheme scheme = Documents.require(document, language);
        return database.transaction(c -> {
            store.create(c, scheme.key());
            return store.addDraft(c, scheme.key(), document, author);
        });
    }

    SchemeVersionResponse addDraft(String key, JsonNode document, @Nullable String author, Language language) {
        approval.requireAuthor(author);
        requireKey(key, Documents.require(document, language));
        return database.transaction(c -> {
            SchemeStore.lock(c, key);
            return store.addDraft(c, key, document, author);
        });
    }

    SchemeVersionResponse replace(
            VersionId id, JsonNode document, @Nullable String author, @Nullable String ifMatch, Language language) {
        approval.requireAuthor(author);
        requireKey(id.scheme(), Documents.require(document, language));
        return database.transaction(c -> {
            SchemeVersionResponse current = lockAndRead(c, id);
            EntityTags.requireMatch(ifMatch, current.revision());
            if (current.state() != VersionState.DRAFT) {
                throw notDraft(current);
            }
            return store.replace(c, id, document, author);
        });
    }

    Validation validate(VersionId id) {
        SchemeVersionResponse version = database.call(c -> store.require(c, id));
        Known known = known();
        return Validation.of(database.call(c -> verify(c, version, known)));
    }

    SchemeVersionResponse activate(VersionId id, Activation activation, Language language) {
        SchemeVersionResponse read = database.call(c -> store.require(c, id));
        if (read.state() == VersionState.ACTIVE) {
            return read;
        }
        if (read.state() == VersionState.DRAFT) {
            approval.requireApproved(read);
        }
        // Asks customer-service, so not while holding the lock.
        Known known = known();
        return database.transaction(c -> {
            SchemeStore.lockActivations(c);
            SchemeVersionResponse current = lockAndRead(c, id);
            if (current.state() == VersionState.ACTIVE) {
                return current;
            }
            if (current.state() == VersionState.RETIRED) {
                throw notDraft(current);
            }
            if (current.revision() != read.revision()) {
                throw new ProblemException(
                        ScoringProblem.VERSION_NOT_DRAFT,
                        "The draft was replaced while it was being checked; try again");
            }
            requireRoom(c, id.scheme());
            requireSound(c, current, known, "keep it from being activated", language);
            Scheme scheme = read(current);
            ActivationCheck.check(activation, scheme, today(c));
            SchemeVersionResponse active = store.activate(c, id, activation);
            putInForceIfFirst(c, id, scheme);
            return active;
        });
    }

    /// Takes an activation back: the version that was active before is active again, and this one retired.
    SchemeVersionResponse rollBack(VersionId id, Activation activation, Language language) {
        SchemeVersionResponse before = database.call(c -> requireActiveAndBefore(c, id));
        // Asks customer-service, so not while holding the lock.
        Known known = known();
        return database.transaction(c -> {
            SchemeStore.lockActivations(c);
            SchemeStore.lock(c, id.scheme());
            SchemeVersionResponse still = requireActiveAndBefore(c, id);
            if (still.version() != before.version()) {
                throw notActive(id);
            }
            requireSound(c, still, known, "keep it from being active again", language);
            ActivationCheck.check(activation, read(still), today(c));
            return store.activate(c, new VersionId(id.scheme(), still.version()), activation);
        });
    }

    /// Retires a version for good: a draft is given up, an active one leaves its scheme without any, and the next run
    /// takes
    /// everyone out of it.
    SchemeVersionResponse retire(VersionId id) {
        return database.transaction(c -> {
            SchemeStore.lockActivations(c);
            SchemeVersionResponse current = lockAndRead(c, id);
            if (current.state() == VersionState.ACTIVE) {
                requireUnused(c, id.scheme());
            }
            return current.state() == VersionState.RETIRED ? current : store.retire(c, id);
        });
    }

    private void requireUnused(Connection connection, String scheme) {
        List<String> users = neighbours.lookingAt(connection, scheme);
        if (!users.isEmpty()) {
            throw new ProblemException(
                    ScoringProblem.SCHEME_IN_USE,
                    "Conditions of %s look at the tiers of '%s'; activate versions of them that do not, and run them"
                            .formatted(String.join(", ", users), scheme));
        }
    }

    private void requireRoom(Connection connection, String scheme) {
        if (SchemeStore.countActive(connection, scheme) >= config.mostActive()) {
            throw new ProblemException(
                    ScoringProblem.TOO_MANY_SCHEMES,
                    "%d other schemes are active, and there may be %d in all; every customer that changes is evaluated for each"
                            .formatted(SchemeStore.countActive(connection, scheme), config.mostActive()));
        }
    }

    private LocalDate today(Connection connection) {
        return MetricCopy.state(connection).businessDateOr(clock.today());
    }

    private SchemeVersionResponse requireActiveAndBefore(Connection connection, VersionId id) {
        if (store.require(connection, id).state() != VersionState.ACTIVE) {
            throw notActive(id);
        }
        return store.activatedBefore(connection, id)
                .orElseThrow(() -> new ProblemException(
                        ScoringProblem.NOTHING_TO_ROLL_BACK,
                        "No version of '%s' was active before version %d".formatted(id.scheme(), id.version())));
    }

    private static ProblemException notActive(VersionId id) {
        return new ProblemException(
                ScoringProblem.NOTHING_TO_ROLL_BACK,
                "Version %d of '%s' is not active".formatted(id.version(), id.scheme()));
    }

    /// Copies a version's document: into a draft of a new scheme of this key, or of the same scheme when there is none.
    SchemeVersionResponse copy(VersionId id, SchemeCopyRequest request, Language language) {
        @Nullable String key = request.key();
        approval.requireAuthor(request.author());
        return database.transaction(c -> {
            JsonNode document = store.require(c, id).document();
            if (key == null) {
                SchemeStore.lock(c, id.scheme());
                return store.addDraft(c, id.scheme(), document, request.author());
            }
            ObjectNode copy = document.deepCopy();
            copy.put("key", key);
            Documents.require(copy, language);
            store.create(c, key);
            return store.addDraft(c, key, copy, request.author());
        });
    }

    /// A first version that needs nothing from the whole base can be used for changed customers at once; any other
    /// takes effect with a run, for everyone together.
    private static void putInForceIfFirst(Connection connection, VersionId id, Scheme scheme) {
        // Asked first: an attempt would wait for a run that is being written.
        if (!scheme.needsCalibration() && !SchemeStore.isInForce(connection, id.scheme())) {
            Sql.update(
                    connection,
                    "insert into schemes_in_force (scheme, scheme_version) values (?, ?) on conflict do nothing",
                    id.scheme(),
                    id.version());
        }
    }

    private SchemeVersionResponse lockAndRead(Connection connection, VersionId id) {
        SchemeStore.lock(connection, id.scheme());
        return store.require(connection, id);
    }

    /// What customer-service knows.
    private record Known(Set<String> metrics, @Nullable Set<String> attributes) {}

    private Known known() {
        return new Known(catalogue.keys(), attributes.keys().orElse(null));
    }

    private void requireSound(
            Connection connection, SchemeVersionResponse version, Known known, String otherwise, Language language) {
        List<Finding> findings = verify(connection, version, known);
        if (findings.stream().anyMatch(Finding::isError)) {
            throw Documents.problem(ScoringProblem.SCHEME_INVALID, otherwise, findings, language);
        }
    }

    private List<Finding> verify(Connection connection, SchemeVersionResponse version, Known known) {
        Scheme scheme = read(version);
        return new SchemeVerifier(new Catalogue(known.metrics, known.attributes, neighbours.of(connection, scheme)))
                .verify(scheme);
    }

    /// What is stored has been read before.
    private static Scheme read(SchemeVersionResponse version) {
        return Documents.require(version.document(), Language.EN);
    }

    private static ProblemException notDraft(SchemeVersionResponse version) {
        return new ProblemException(
                ScoringProblem.VERSION_NOT_DRAFT,
                "Version %d of '%s' is %s; create a new version instead"
                        .formatted(version.version(), version.scheme(), version.state()));
    }

    private static void requireKey(String key, Scheme scheme) {
        if (!scheme.key().equals(key)) {
            throw ProblemException.at(
                    ScoringProblem.KEY_MISMATCH,
                    "/key",
                    "KEY_MISMATCH",
                    "The document's key is '%s', the address says '%s'".formatted(scheme.key(), key));
        }
    }
}
