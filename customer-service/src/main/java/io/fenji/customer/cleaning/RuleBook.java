package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rules and value maps as they stand at one moment on one day, compiled.
public final class RuleBook {
    private final List<CleaningRule> rules;
    private final List<ValueMap> maps;
    private final LocalDate today;
    private final ZoneId zone;
    private final Places places;
    private final Countries countries;
    private final Map<ImportType, Map<Field, FieldCleaner>> cleaners = new EnumMap<>(ImportType.class);

    RuleBook(
            List<CleaningRule> rules,
            List<ValueMap> maps,
            LocalDate today,
            ZoneId zone,
            Places places,
            Countries countries) {
        this.rules = List.copyOf(rules);
        this.maps = List.copyOf(maps);
        this.today = today;
        this.zone = zone;
        this.places = places;
        this.countries = countries;
        for (ImportType entity : ImportType.values()) {
            Map<Field, FieldCleaner> fields = new EnumMap<>(Field.class);
            entity.fields().forEach(field -> fields.put(field, compile(new FieldPath(entity, field))));
            cleaners.put(entity, fields);
        }
    }

    LocalDate today() {
        return today;
    }

    /// All of them, also those switched off.
    public List<CleaningRule> rules() {
        return rules;
    }

    /// The two-letter code of a country, whatever it is written as; another text as it is.
    public @Nullable String countryCode(@Nullable String country) {
        return country == null ? null : countries.of(country.strip(), Countries.Form.CODE);
    }

    /// The rule where it is switched on.
    public Optional<CleaningRule> active(RuleKind kind) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind && rule.enabled())
                .findFirst();
    }

    /// Whether rows of this kind are refused.
    public boolean rejects(RuleKind kind) {
        return active(kind).filter(rule -> rule.action() == RuleAction.REJECT).isPresent();
    }

    /// The rules of a field in rows of an entity.
    public FieldCleaner cleaner(ImportType entity, Field field) {
        return Optional.ofNullable(cleaners.getOrDefault(entity, Map.of()).get(field))
                .orElseThrow(() -> new IllegalArgumentException(entity + " have no " + field));
    }

    private FieldCleaner compile(FieldPath path) {
        List<FieldCleaner.Rule> forms = new ArrayList<>();
        List<FieldCleaner.Rule> checks = new ArrayList<>();
        FieldCleaner.@Nullable Rule missing = null;
        String fallback = null;
        for (CleaningRule rule : rules) {
            if (!rule.enabled() || !rule.looksAt().contains(path)) {
                continue;
            }
            switch (rule.kind()) {
                case TEXT_FORM, PROVINCE_FORM, CITY_FORM, COUNTRY_FORM -> forms.add(compiled(rule, form(rule)));
                case VALUE_MAP -> {
                    Step step = values(path.field(), forms);
                    if (step != null) {
                        forms.add(compiled(rule, step));
                    }
                }
                case MISSING_DEFAULT, MISSING_FLAG, MISSING_REJECT -> {
                    // The first that names the field counts.
                    if (missing == null) {
                        missing = compiled(rule, value -> value);
                        fallback = rule.parameters().defaults() == null
                                ? null
                                : rule.parameters().defaults().get(path.toString());
                    }
                }
                case FUTURE_DATE ->
                    checks.add(compiled(rule, new FutureDate(rule.parameters(), path.field(), today, zone)));
                case RANGE ->
                    checks.add(compiled(
                            rule,
                            new NumberRange(
                                    rule.parameters().min(), rule.parameters().max())));
                // Insisted on where prices are read, a matter of contact points as a whole, or looked for in the whole
                // base.
                case NEGATIVE_PRICE,
                        PHONE_FORM,
                        EMAIL_FORM,
                        PHONE_UNLIKELY,
                        INVALID_CONTACT,
                        CURRENCY_WITHOUT_RATE,
                        EXACT_REPEAT,
                        ORPHAN_RETURN,
                        RETURN_EXCEEDS_ORDER,
                        ORDER_BEFORE_REGISTRATION,
                        OUTLIER -> {}
            }
        }
        return new FieldCleaner(
                path.field(), missing, fallback == null ? null : mended(forms, fallback), forms, checks);
    }

    private static FieldCleaner.Rule compiled(CleaningRule rule, Step step) {
        return new FieldCleaner.Rule(rule.code(), rule.action(), step);
    }

    private Step form(CleaningRule rule) {
        String form = rule.parameters().form();
        return switch (rule.kind()) {
            case PROVINCE_FORM -> text -> places.province(text, "FULL".equals(form));
            case CITY_FORM -> places::city;
            case COUNTRY_FORM -> {
                Countries.Form wanted = Countries.Form.valueOf(String.valueOf(form));
                yield text -> countries.of(text, wanted);
            }
            default -> TextForm::of;
        };
    }

    /// The maps of a field as one, in terms of what the forms before make of values, and with chains followed to their
    /// end, so that cleaning twice is cleaning once.
    private @Nullable Step values(Field field, List<FieldCleaner.Rule> forms) {
        Map<String, String> direct = new HashMap<>();
        for (ValueMap map : maps) {
            if (map.field() == field) {
                map.values().forEach((from, to) -> direct.putIfAbsent(mended(forms, from), mended(forms, to)));
            }
        }
        if (direct.isEmpty()) {
            return null;
        }
        Map<String, String> ends = new HashMap<>();
        direct.forEach((from, to) -> {
            String end = to;
            for (int i = 0; i < direct.size() && direct.containsKey(end); i++) {
                end = direct.getOrDefault(end, end);
            }
            // A ring has no end.
            if (!direct.containsKey(end)) {
                ends.put(from, end);
            }
        });
        return value -> ends.getOrDefault(value, value);
    }

    private static String mended(List<FieldCleaner.Rule> forms, String text) {
        String value = text;
        for (FieldCleaner.Rule form : forms) {
            String mended = form.step().mend(value);
            value = form.action() == RuleAction.REPAIR && mended != null ? mended : value;
        }
        return value;
    }
}
