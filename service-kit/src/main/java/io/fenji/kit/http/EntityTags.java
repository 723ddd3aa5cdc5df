package io.fenji.kit.http;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Strong entity tags from a row's version, and the preconditions that use them (RFC 9110 §13).
public final class EntityTags {
    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /// Guards a change.
    ///
    /// @throws ProblemException 428 without `If-Match`, 412 when it names another version; weak tags never
    /// match
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.at(
                    CommonProblem.PRECONDITION_REQUIRED,
                    "If-Match",
                    "REQUIRED",
                    "Read the resource and send its ETag in If-Match");
        }
        if (!lists(ifMatch, of(version))) {
            throw failed("STALE", "The resource has changed: its ETag is now %s".formatted(of(version)));
        }
    }

    /// Guards a change that also may create, and for which `If-Match` is the caller's choice.
    ///
    /// @param version null when there is no such resource; no `If-Match` holds then, not even `*`
    /// @throws ProblemException 412 when `If-Match` was sent and does not hold
    public static void requireMatchIfSent(@Nullable String ifMatch, @Nullable Long version) {
        if (ifMatch == null) {
            return;
        }
        if (version == null) {
            throw failed("ABSENT", "There is no such resource, so no If-Match can hold");
        }
        if (!lists(ifMatch, of(version))) {
            throw failed("STALE", "The resource's ETag is %s".formatted(of(version)));
        }
    }

    private static ProblemException failed(String code, String detail) {
        return ProblemException.at(CommonProblem.PRECONDITION_FAILED, "If-Match", code, detail);
    }

    /// Whether `If-None-Match` lets the answer be 304.
    public static boolean notModified(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null && lists(ifNoneMatch.replace("W/", ""), tag);
    }

    private static boolean lists(String header, String tag) {
        for (String candidate : header.split(",", -1)) {
            String trimmed = candidate.strip();
            if (trimmed.equals("*") || trimmed.equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
