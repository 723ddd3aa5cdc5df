package io.fenji.customer.merge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rule decides which field.
///
/// @param standard for fields that are not named; SURVIVOR when null
/// @param sources for SOURCE_ORDER
@RegisterForReflection
public record Survivorship(
        @JsonProperty("default") @Nullable Rule standard,
        @Nullable @Size(max = 20) Map<@NotNull MergedField, @NotNull Rule> fields,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 60) @Pattern(regexp = ExternalKey.SOURCE) String> sources) {
    /// When a request says nothing.
    static final Survivorship STANDARD = new Survivorship(Rule.SURVIVOR, null, null);

    private static final Set<MergedField> TEXTS = EnumSet.of(
            MergedField.NAME,
            MergedField.INDUSTRY,
            MergedField.SIZE,
            MergedField.CHANNEL,
            MergedField.ACCOUNT_MANAGER,
            MergedField.RISK_APPETITE,
            MergedField.TAX_NUMBER);

    Rule ruleOf(MergedField field) {
        Rule own = fields == null ? null : fields.get(field);
        if (own != null) {
            return own;
        }
        Rule rule = standard == null ? Rule.SURVIVOR : standard;
        return rule == Rule.LONGEST && !TEXTS.contains(field) ? Rule.SURVIVOR : rule;
    }

    List<String> sourceList() {
        return sources == null ? List.of() : sources;
    }

    void check(Checks checks) {
        Map<MergedField, Rule> own = fields == null ? Map.of() : fields;
        own.forEach((field, rule) -> checks.require(
                rule != Rule.LONGEST || TEXTS.contains(field),
                "/survivorship/fields/" + field.json(),
                "INVALID_VALUE",
                "LONGEST is for texts; this field is none"));
        boolean ordered = standard == Rule.SOURCE_ORDER || own.containsValue(Rule.SOURCE_ORDER);
        checks.require(
                !ordered || !sourceList().isEmpty(),
                "/survivorship/sources",
                "REQUIRED",
                "must name the sources in their order, because a rule is SOURCE_ORDER");
        checks.require(
                new HashSet<>(sourceList()).size() == sourceList().size(),
                "/survivorship/sources",
                "INVALID_VALUE",
                "names a source twice");
    }
}
