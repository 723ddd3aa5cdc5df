package io.fenji.report.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/// A retention as it is sent.
@RegisterForReflection
record RetentionRequest(
        @Nullable @Min(1) @Max(36_500) Integer days,
        @Nullable @Min(1) @Max(100_000) Integer reports) {
    @JsonIgnore
    @AssertTrue(message = "days or reports must be given")
    public boolean isSomething() {
        return days != null || reports != null;
    }
}
