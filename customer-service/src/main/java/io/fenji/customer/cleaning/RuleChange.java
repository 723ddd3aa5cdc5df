package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.value.Checks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to change about a rule; what is absent stays. Parameters are replaced as a whole.
@RegisterForReflection
public record RuleChange(
        @Nullable Severity severity,
        @Nullable RuleAction action,
        @Nullable Boolean enabled,
        @Nullable RuleParameters parameters) {
    private static final Set<Field.Format> MISSABLE =
            EnumSet.of(Field.Format.TEXT, Field.Format.RATING, Field.Format.AMOUNT, Field.Format.DATE);
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    /// The rule with the changes.
    ///
    /// @throws io.fenji.kit.problem.ProblemException 422 with all that does not suit the rule
    CleaningRule of(CleaningRule rule) {
        Checks checks = new Checks();
        RuleAction wanted = action == null ? rule.action() : action;
        boolean on = enabled == null ? rule.enabled() : enabled;
        RuleParameters set = parameters == null ? rule.parameters() : parameters;
        checks.require(
                rule.allowedActions().contains(wanted),
                "/action",
                "ACTION_NOT_ALLOWED",
                "%s allows %s".formatted(rule.code(), rule.allowedActions()));
        checks.require(
                on || !rule.mandatory(),
                "/enabled",
                "RULE_IS_MANDATORY",
                "%s cannot be switched off: the database insists on it".formatted(rule.code()));
        check(checks, rule, set);
        checks.complete();
        return rule.with(severity == null ? rule.severity() : severity, wanted, on, set, rule.version());
    }

    private static void check(Checks checks, CleaningRule rule, RuleParameters set) {
        for (String name : set.given()) {
            checks.require(
                    rule.kind().parameters().contains(name),
                    "/parameters/" + name,
                    "UNKNOWN_RULE_PARAMETER",
                    "%s has %s"
                            .formatted(
                                    rule.code(),
                                    rule.kind().parameters().stream().sorted().toList()));
        }
        switch (rule.kind()) {
            case PROVINCE_FORM -> oneOf(checks, "form", set.form(), List.of("SHORT", "FULL"));
            case COUNTRY_FORM ->
                oneOf(
                        checks,
                        "form",
                        set.form(),
                        Arrays.stream(Countries.Form.values()).map(Enum::name).toList());
            case FUTURE_DATE -> between(checks, "toleranceDays", set.toleranceDays(), 0, 3_650);
            case RANGE -> range(checks, set);
            case OUTLIER -> {
                oneOf(checks, "method", set.method(), List.of("MAD", "IQR"));
                between(checks, "minimumValues", set.minimumValues(), 5, 1_000_000);
                BigDecimal factor = set.factor();
                checks.require(
                        factor != null
                                && factor.compareTo(BigDecimal.ONE) >= 0
                                && factor.compareTo(new BigDecimal(1_000)) <= 0,
                        "/parameters/factor",
                        "NUMBER_OUT_OF_RANGE",
                        "must be 1 to 1000");
            }
            case MISSING_DEFAULT -> defaults(checks, set.defaults());
            case MISSING_FLAG, MISSING_REJECT -> fields(checks, set.fields());
            case TEXT_FORM,
                    CITY_FORM,
                    VALUE_MAP,
                    PHONE_FORM,
                    EMAIL_FORM,
                    PHONE_UNLIKELY,
                    INVALID_CONTACT,
                    NEGATIVE_PRICE,
                    EXACT_REPEAT,
                    ORPHAN_RETURN,
                    RETURN_EXCEEDS_ORDER,
                    ORDER_BEFORE_REGISTRATION,
                    CURRENCY_WITHOUT_RATE -> {}
        }
    }

    private static void oneOf(Checks checks, String name, @Nullable String value, List<String> allowed) {
        checks.require(
                value != null && allowed.contains(value),
                "/parameters/" + name,
                "INVALID_VALUE",
                "must be one of " + allowed);
    }

    private static void between(Checks checks, String name, @Nullable Integer value, int least, int most) {
        checks.require(
                value != null && value >= least && value <= most,
                "/parameters/" + name,
                "NUMBER_OUT_OF_RANGE",
                "must be %d to %d".formatted(least, most));
    }

    private static void range(Checks checks, RuleParameters set) {
        bound(checks, "min", set.min());
        bound(checks, "max", set.max());
        checks.require(
                set.min() == null || set.max() == null || set.min().compareTo(set.max()) <= 0,
                "/parameters/max",
                "NUMBER_OUT_OF_RANGE",
                "must not be below min");
    }

    private static void bound(Checks checks, String name, @Nullable BigDecimal bound) {
        checks.require(
                bound == null || bound.abs().compareTo(LARGEST) <= 0,
                "/parameters/" + name,
                "NUMBER_OUT_OF_RANGE",
                "must be within ±" + LARGEST);
        checks.decimal("/parameters/" + name, bound, 13, 6);
    }

    private static void defaults(Checks checks, @Nullable Map<String, String> defaults) {
        checks.require(defaults != null, "/parameters/defaults", "REQUIRED", "must be given");
        if (defaults != null) {
            defaults.forEach((path, value) -> {
                field(checks, "/parameters/defaults/" + path, path, true);
                checks.require(
                        value != null && !value.isBlank() && value.length() <= 400,
                        "/parameters/defaults/" + path,
                        "INVALID_VALUE",
                        "must be a text of 1 to 400 characters, not blank");
            });
        }
    }

    private static void fields(Checks checks, @Nullable List<String> fields) {
        checks.require(fields != null, "/parameters/fields", "REQUIRED", "must be given");
        if (fields != null) {
            for (int i = 0; i < fields.size(); i++) {
                field(checks, "/parameters/fields/" + i, String.valueOf(fields.get(i)), false);
            }
        }
    }

    /// A missing value can be found where rows may lack it, and be filled where it is a text.
    private static void field(Checks checks, String pointer, String path, boolean text) {
        try {
            FieldPath read = FieldPath.of(path);
            checks.require(
                    !read.entity().requires(read.field()),
                    pointer,
                    "INVALID_VALUE",
                    "every row must have %s anyway".formatted(path));
            checks.require(!text || text(read), pointer, "INVALID_VALUE", "only texts have a default");
            checks.require(
                    MISSABLE.contains(read.field().format()) && (text(read) || read.entity() == ImportType.CUSTOMERS),
                    pointer,
                    "INVALID_VALUE",
                    "%s is not looked at".formatted(path));
        } catch (IllegalArgumentException unknown) {
            checks.add(pointer, "INVALID_VALUE", String.valueOf(unknown.getMessage()));
        }
    }

    private static boolean text(FieldPath path) {
        return path.field().format() == Field.Format.TEXT;
    }
}
