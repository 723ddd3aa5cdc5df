package io.fenji.customer.contact;

import io.fenji.customer.cleaning.Cleaned;
import io.fenji.customer.cleaning.CleaningRule;
import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.cleaning.RuleAction;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cleaning rules of contact points. A value is stored in its normal form whatever they say, because it is found by
/// that; they say what is worth a finding or a refusal. No finding shows a value: of the original there is the shape,
/// of what became of it what everybody may see.
public final class ContactCleaning {
    /// National and international numbers are both usual; E.164 needs no more than their digits.
    private static final Pattern USUAL_PHONE = Pattern.compile("\\+?[0-9]+(;ext=[0-9]+)?");

    private final ContactValues values;
    private final RuleBook rules;

    public ContactCleaning(ContactValues values, RuleBook rules) {
        this.values = values;
        this.rules = rules;
    }

    /// The value in normal form; without one when it cannot be such a value and the rules let its row land.
    ///
    /// @param country of the customer, for phone numbers without country code
    public Cleaned read(ContactType type, String text, @Nullable String country) {
        Field field = Field.valueOf(type.name());
        @Nullable String normal = values.normal(type, text, country);
        List<Finding> findings = new ArrayList<>();
        if (normal == null) {
            return outcome(null, findings, found(RuleKind.INVALID_CONTACT, field, ContactValues.shape(text), null));
        }
        String shown = values.mask(type, normal);
        if (!isUsual(type, text, normal)) {
            RuleKind form = type == ContactType.PHONE ? RuleKind.PHONE_FORM : RuleKind.EMAIL_FORM;
            Cleaned formed = outcome(normal, findings, found(form, field, ContactValues.shape(text), shown));
            if (formed.rejection() != null) {
                return formed;
            }
        }
        return values.isLikely(type, normal)
                ? new Cleaned(normal, findings, null)
                : outcome(normal, findings, found(RuleKind.PHONE_UNLIKELY, field, shown, null));
    }

    private static boolean isUsual(ContactType type, String text, String normal) {
        return switch (type) {
            case PHONE -> USUAL_PHONE.matcher(text).matches();
            case EMAIL -> text.equals(normal);
            case WECHAT, ADDRESS -> true;
        };
    }

    private Optional<Finding> found(RuleKind kind, Field field, String original, @Nullable String repaired) {
        return rules.active(kind).map(rule -> finding(rule, field, original, repaired));
    }

    private static Finding finding(CleaningRule rule, Field field, String original, @Nullable String repaired) {
        return new Finding(field, rule.code(), rule.action(), original, repaired);
    }

    private static Cleaned outcome(@Nullable String value, List<Finding> findings, Optional<Finding> found) {
        if (found.isPresent() && found.get().action() == RuleAction.REJECT) {
            return new Cleaned(null, List.of(), found.get());
        }
        found.ifPresent(findings::add);
        return new Cleaned(value, findings, null);
    }
}
