package io.fenji.report.report;

import io.fenji.report.definition.Audience;
import io.fenji.report.definition.Comparison;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a report is to be about: a definition, or what would stand in one.
@RegisterForReflection
record ReportRequest(
        @Nullable UUID definition,
        @Nullable @Size(min = 1, max = 200) String scheme,

        @Nullable @Pattern(regexp = "zh-CN|en", message = "must be zh-CN or en")
        String language,

        @Nullable Audience audience,
        @Nullable @Size(min = 1, max = 50) List<@NotNull String> sections,
        @Nullable @Valid Comparison comparedWith) {}
