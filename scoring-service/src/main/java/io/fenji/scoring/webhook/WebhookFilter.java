package io.fenji.scoring.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tier changes a webhook gets: those that are in each list that is there.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookFilter(
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = SCHEME) String> schemes,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = TIER) String> from,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = TIER) String> to,
        @Nullable @Size(min = 1, max = 4) Set<@NotNull Direction> directions) {
    private static final String SCHEME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final String TIER = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

    static final WebhookFilter EVERYTHING = new WebhookFilter(null, null, null, null);

    public boolean wants(TierMove move) {
        return isIn(schemes, move.scheme())
                && isIn(from, move.from())
                && isIn(to, move.to())
                && (directions == null || !Collections.disjoint(directions, move.directions()));
    }

    private static boolean isIn(@Nullable List<String> wanted, @Nullable String value) {
        return wanted == null || (value != null && wanted.contains(value));
    }
}
