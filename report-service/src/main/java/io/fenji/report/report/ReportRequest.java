package io.fenji.report.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What a report is to be about.
@RegisterForReflection
record ReportRequest(
        @NotNull @Size(min = 1, max = 200) String scheme,

        @NotNull @Pattern(regexp = "zh-CN|en", message = "must be zh-CN or en")
        String language) {}
