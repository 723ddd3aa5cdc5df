package io.fenji.report.definition;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.report.section.DocumentWriter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which sections a report has.
public final class Sections {
    private Sections() {}

    /// Checks a list.
    ///
    /// @throws ProblemException 400 at the entry that is unknown or there twice
    public static void check(@Nullable List<String> sections) {
        if (sections == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            String key = sections.get(i);
            if (!DocumentWriter.keys().contains(key)) {
                throw ProblemException.at(
                        CommonProblem.INVALID_REQUEST,
                        "/sections/" + i,
                        "UNKNOWN_SECTION",
                        "There is no section %s; there are %s"
                                .formatted(key, String.join(", ", DocumentWriter.keys())));
            }
            if (!seen.add(key)) {
                throw ProblemException.at(
                        CommonProblem.INVALID_REQUEST,
                        "/sections/" + i,
                        "REPEATED",
                        "Section %s is listed twice".formatted(key));
            }
        }
    }

    /// Those listed, else those of the audience, else all.
    public static Set<String> of(@Nullable List<String> listed, @Nullable Audience audience) {
        if (listed != null) {
            return new LinkedHashSet<>(listed);
        }
        return audience == null || audience.sections().isEmpty()
                ? DocumentWriter.keys()
                : new LinkedHashSet<>(audience.sections());
    }
}
