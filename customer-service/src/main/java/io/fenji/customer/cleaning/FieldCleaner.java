package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of one field, compiled. Immutable, so that requests share it.
public final class FieldCleaner {
    /// A rule's step.
    record Rule(String code, RuleAction action, Step step) {}

    private final Field field;
    private final @Nullable Rule missing;
    private final @Nullable String fallback;
    private final List<Rule> forms;
    private final List<Rule> checks;

    /// A cleaner.
    ///
    /// @param missing the rule for an empty value, its step unused
    /// @param fallback what an empty value becomes when that rule repairs
    /// @param forms look at the text as it came
    /// @param checks look at the value once its text was read
    FieldCleaner(Field field, @Nullable Rule missing, @Nullable String fallback, List<Rule> forms, List<Rule> checks) {
        this.field = field;
        this.missing = missing;
        this.fallback = fallback;
        this.forms = List.copyOf(forms);
        this.checks = List.copyOf(checks);
    }

    /// Whether an empty value is a matter of rules.
    public boolean looksAtMissing() {
        return missing != null;
    }

    public boolean looksAtText() {
        return !forms.isEmpty();
    }

    public boolean looksAtValue() {
        return !checks.isEmpty();
    }

    /// The text as the rules leave it; an empty or absent one is a missing value.
    public Cleaned text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return missing();
        }
        Cleaned cleaned = run(forms, text);
        return String.valueOf(cleaned.value()).isEmpty() && cleaned.rejection() == null
                ? emptied(cleaned.findings())
                : cleaned;
    }

    /// What the rules say about a value that was read from its text.
    public Cleaned value(String value) {
        return checks.isEmpty() ? Cleaned.unchanged(value) : run(checks, value);
    }

    private Cleaned missing() {
        if (missing == null) {
            return Cleaned.unchanged(null);
        }
        return switch (missing.action()) {
            case REJECT ->
                new Cleaned(null, List.of(), new Finding(field, missing.code(), RuleAction.REJECT, null, null));
            case FLAG ->
                new Cleaned(null, List.of(new Finding(field, missing.code(), RuleAction.FLAG, null, null)), null);
            case REPAIR ->
                new Cleaned(
                        fallback, List.of(new Finding(field, missing.code(), RuleAction.REPAIR, null, fallback)), null);
        };
    }

    /// A text of control characters alone is none.
    private Cleaned emptied(List<Finding> before) {
        Cleaned empty = missing();
        List<Finding> findings = new ArrayList<>(before);
        findings.addAll(empty.findings());
        return new Cleaned(empty.value(), findings, empty.rejection());
    }

    private Cleaned run(List<Rule> rules, String given) {
        String value = given;
        List<Finding> findings = List.of();
        for (Rule rule : rules) {
            String mended = rule.step().mend(value);
            if (value.equals(mended)) {
                continue;
            }
            if (rule.action() == RuleAction.REJECT) {
                return new Cleaned(value, findings, new Finding(field, rule.code(), RuleAction.REJECT, value, mended));
            }
            if (findings.isEmpty()) {
                findings = new ArrayList<>(2);
            }
            if (rule.action() == RuleAction.REPAIR && mended != null) {
                findings.add(new Finding(field, rule.code(), RuleAction.REPAIR, value, mended));
                value = mended;
            } else {
                findings.add(new Finding(field, rule.code(), RuleAction.FLAG, value, null));
            }
        }
        return findings.isEmpty() ? Cleaned.unchanged(value) : new Cleaned(value, findings, null);
    }
}
