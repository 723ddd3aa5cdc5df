package io.fenji.scoring.scheme;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.problem.ScoringProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// Drafts are looked at by two: who wrote one submits it, and somebody else approves or rejects it as it is.
@ApplicationScoped
class SchemeApproval {
    private final SchemeStore store;
    private final SchemesConfig config;
    private final Database database;

    SchemeApproval(SchemeStore store, SchemesConfig config, Database database) {
        this.store = store;
        this.config = config;
        this.database = database;
    }

    boolean isRequired() {
        return config.approval() == SchemesConfig.Approving.REQUIRED;
    }

    /// @throws ProblemException 422 when a name is needed and not given
    void requireAuthor(@Nullable String author) {
        if (isRequired() && author == null) {
            throw ProblemException.at(
                    ScoringProblem.AUTHOR_REQUIRED,
                    "author",
                    "AUTHOR_REQUIRED",
                    "Drafts are approved by somebody else than their authors: name yours");
        }
    }

    /// @throws ProblemException 409 when the version may not be activated yet
    void requireApproved(SchemeVersionResponse version) {
        @Nullable Approval approval = version.approval();
        if (isRequired() && (approval == null || approval.state() != Approval.State.APPROVED)) {
            throw new ProblemException(
                    ScoringProblem.APPROVAL_REQUIRED,
                    "Version %d of '%s' is %s; it is activated when somebody else than its authors has approved it"
                            .formatted(
                                    version.version(),
                                    version.scheme(),
                                    approval == null ? "not submitted" : approval.state()));
        }
    }

    /// Asks for approval; who has asked already changes nothing.
    SchemeVersionResponse submit(VersionId id, ApprovalRequest request) {
        return database.transaction(c -> {
            SchemeVersionResponse draft = requireDraft(c, id);
            @Nullable Approval approval = draft.approval();
            return approval == null || approval.state() == Approval.State.REJECTED
                    ? store.submit(c, id, request)
                    : draft;
        });
    }

    SchemeVersionResponse approve(VersionId id, ApprovalRequest request, @Nullable String ifMatch) {
        return database.transaction(c -> {
            SchemeVersionResponse draft = requireSubmitted(c, id, ifMatch);
            if (Authors.contain(draft.authors(), request.author())) {
                throw ProblemException.at(
                        ScoringProblem.APPROVER_IS_AUTHOR,
                        "/author",
                        "APPROVER_IS_AUTHOR",
                        "'%s' has written or submitted the draft".formatted(request.author()));
            }
            return store.decide(c, id, Approval.State.APPROVED, request);
        });
    }

    SchemeVersionResponse reject(VersionId id, ApprovalRequest request, @Nullable String ifMatch) {
        return database.transaction(c -> {
            requireSubmitted(c, id, ifMatch);
            return store.decide(c, id, Approval.State.REJECTED, request);
        });
    }

    private SchemeVersionResponse requireDraft(Connection connection, VersionId id) {
        SchemeStore.lock(connection, id.scheme());
        SchemeVersionResponse version = store.require(connection, id);
        if (version.state() != VersionState.DRAFT) {
            throw new ProblemException(
                    ScoringProblem.VERSION_NOT_DRAFT,
                    "Version %d of '%s' is %s; only a draft is approved"
                            .formatted(version.version(), version.scheme(), version.state()));
        }
        return version;
    }

    /// What is decided on is what the one who decides has read.
    private SchemeVersionResponse requireSubmitted(Connection connection, VersionId id, @Nullable String ifMatch) {
        SchemeVersionResponse draft = requireDraft(connection, id);
        EntityTags.requireMatch(ifMatch, draft.revision());
        @Nullable Approval approval = draft.approval();
        if (approval == null || approval.state() != Approval.State.SUBMITTED) {
            throw new ProblemException(
                    ScoringProblem.NOT_SUBMITTED,
                    "Version %d of '%s' is %s"
                            .formatted(
                                    id.version(), id.scheme(), approval == null ? "not submitted" : approval.state()));
        }
        return draft;
    }
}
