package io.fenji.report.definition;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A definition as it is sent, and as it is stored.
@RegisterForReflection
public record DefinitionRequest(
        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "[^\\x00-\\x1f]+", message = "must be one line of text")
        String name,

        @NotNull @Size(min = 1, max = 200) String scheme,

        @NotNull @Pattern(regexp = "zh-CN|en", message = "must be zh-CN or en")
        String language,

        @Nullable Audience audience,
        @Nullable @Size(min = 1, max = 50) List<@NotNull String> sections,
        @Nullable @Valid Comparison comparedWith) {}
