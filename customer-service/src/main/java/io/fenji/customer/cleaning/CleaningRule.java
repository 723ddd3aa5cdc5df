package io.fenji.customer.cleaning;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule as it stands: what ships (resource `cleaning/rules.json`) and what users changed about it.
///
/// @param dimension VALIDITY, COMPLETENESS, UNIQUENESS or CONSISTENCY
/// @param mandatory whether the database itself insists on it, so that it cannot be switched off
public record CleaningRule(
        String code,
        RuleKind kind,
        String dimension,
        List<FieldPath> fields,
        Severity severity,
        RuleAction action,
        List<RuleAction> allowedActions,
        boolean enabled,
        boolean mandatory,
        RuleParameters parameters,
        long version) {

    /// A rule of the resource.
    @RegisterForReflection
    record Shipped(
            String code,
            RuleKind kind,
            String dimension,
            List<String> fields,
            Severity severity,
            RuleAction action,
            List<RuleAction> allowedActions,
            @Nullable Boolean mandatory,
            @Nullable RuleParameters parameters) {
        CleaningRule toRule() {
            return new CleaningRule(
                    code,
                    kind,
                    dimension,
                    fields.stream().map(FieldPath::of).toList(),
                    severity,
                    action,
                    allowedActions,
                    true,
                    Boolean.TRUE.equals(mandatory),
                    parameters == null ? RuleParameters.NONE : parameters,
                    1);
        }
    }

    CleaningRule with(
            Severity newSeverity,
            RuleAction newAction,
            boolean newEnabled,
            RuleParameters newParameters,
            long newVersion) {
        return new CleaningRule(
                code,
                kind,
                dimension,
                fields,
                newSeverity,
                newAction,
                allowedActions,
                newEnabled,
                mandatory,
                newParameters,
                newVersion);
    }

    /// The fields it looks at, those of its parameters among them.
    List<FieldPath> looksAt() {
        if (parameters.fields() != null) {
            return parameters.fields().stream().map(FieldPath::of).toList();
        }
        if (parameters.defaults() != null) {
            return parameters.defaults().keySet().stream()
                    .sorted()
                    .map(FieldPath::of)
                    .toList();
        }
        return fields;
    }
}
