package io.fenji.customer.customfield;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A declaration to write.
@RegisterForReflection
public record CustomFieldRequest(
        @NotNull CustomFieldType type,

        @Nullable @Size(min = 1, max = 2)
        Map<
                        String,
                        @NotNull @Size(min = 1, max = 100)
                        @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank") String>
                name,

        @Nullable @Size(min = 1, max = 200)
        List<
                        @NotNull @Size(min = 1, max = 100)
                        @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank") String>
                choices,

        @Nullable Boolean analytic) {
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");

    List<String> choiceList() {
        return choices == null ? List.of() : choices;
    }

    @Nullable
    String name(String language) {
        return name == null ? null : name.get(language);
    }

    boolean isAnalytic() {
        return Boolean.TRUE.equals(analytic);
    }

    /// What no annotation can say.
    void check() {
        Checks checks = new Checks();
        if (name != null) {
            name.keySet().stream()
                    .filter(language -> !LANGUAGES.contains(language))
                    .forEach(language -> checks.add("/name/" + language, "INVALID_VALUE", "names are in zh-CN and en"));
        }
        checks.require(
                (type == CustomFieldType.CHOICE) == (choices != null),
                "/choices",
                "INVALID_VALUE",
                "a CHOICE needs choices, no other type has any");
        checks.require(
                new HashSet<>(choiceList()).size() == choiceList().size(),
                "/choices",
                "INVALID_VALUE",
                "lists a choice twice");
        checks.complete();
    }
}
