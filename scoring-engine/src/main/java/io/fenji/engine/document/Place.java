package io.fenji.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A node of the document, where it is, and where faults go. Every read that fails leaves a finding
/// and returns a harmless stand-in, so that one pass finds all faults.
record Place(JsonNode node, String pointer, Findings findings) {

    private static final int KEY_LENGTH = 63;
    private static final int METRIC_LENGTH = 100;

    private static final Pattern SCHEME_KEY = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern TIER_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern PART_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");

    /// Says what is wrong here.
    ///
    /// @param sentence as [Finding#error] has it
    void fault(String sentence, Object... values) {
        findings.add(pointer, sentence, values);
    }

    boolean has(String property) {
        return node.has(property);
    }

    Place at(String property) {
        return new Place(node.path(property), pointer + "/" + Finding.segment(property), findings);
    }

    /// Whether this is an object; if it is, every property that is not known is a fault.
    boolean isObjectOf(Set<String> known, Set<String> notYet) {
        if (!node.isObject()) {
            fault("WRONG_TYPE.object");
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (notYet.contains(name)) {
                at(name).fault("NOT_SUPPORTED", Texts.shown(name, KEY_LENGTH));
            } else if (!known.contains(name)) {
                at(name).fault("UNKNOWN_PROPERTY", sorted(known));
            }
        });
        return true;
    }

    boolean requires(String property) {
        if (!has(property)) {
            fault("MISSING_PROPERTY", property);
            return false;
        }
        return true;
    }

    /// The key of a scheme, which is part of addresses.
    String schemeKey() {
        return matching(KEY_LENGTH, SCHEME_KEY, "BAD_KEY.scheme");
    }

    /// The key of a tier.
    String tierKey() {
        return matching(KEY_LENGTH, TIER_KEY, "BAD_KEY.tier");
    }

    /// The key of a dimension or rule.
    String partKey() {
        return matching(KEY_LENGTH, PART_KEY, "BAD_KEY.part");
    }

    String metricKey() {
        return matching(METRIC_LENGTH, NAME, "BAD_KEY.metric");
    }

    String attributeKey() {
        return matching(KEY_LENGTH, NAME, "BAD_KEY.attribute");
    }

    private String matching(int most, Pattern pattern, String otherwise) {
        String text = text(most);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            fault(otherwise);
        }
        return text;
    }

    /// Whether a property may name an attribute.
    static boolean isAttributeKey(String name) {
        return name.length() <= KEY_LENGTH && NAME.matcher(name).matches();
    }

    String text(int most) {
        if (!node.isTextual()) {
            fault("WRONG_TYPE.string");
            return "";
        }
        String text = node.textValue();
        if (text.isBlank() || text.length() > most) {
            fault("BAD_TEXT.length", most);
            return "";
        }
        if (!Texts.isPlain(text)) {
            fault("BAD_TEXT");
            return "";
        }
        return text;
    }

    /// Texts by language tag.
    Map<String, String> texts(int most) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!node.isObject() || node.isEmpty() || node.size() > 20) {
            fault("WRONG_TYPE.texts");
            return texts;
        }
        node.fieldNames().forEachRemaining(language -> {
            Place text = at(language);
            if (!LANGUAGE.matcher(language).matches()) {
                text.fault("BAD_LANGUAGE");
            } else {
                texts.put(language, text.text(most));
            }
        });
        return texts;
    }

    BigDecimal decimal() {
        if (!node.isNumber()
                || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) && !node.isBigDecimal())) {
            fault("WRONG_TYPE.number");
            return BigDecimal.ZERO;
        }
        BigDecimal value = node.decimalValue();
        if (!Fixed.fits(value)) {
            fault("OUT_OF_RANGE");
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > Fixed.PLACES) {
            fault("TOO_MANY_DECIMALS");
            return BigDecimal.ZERO;
        }
        return Fixed.toDecimal(Fixed.of(stripped));
    }

    int integer(int least, int most) {
        BigDecimal value = decimal();
        if (value.scale() > 0
                || value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            fault("OUT_OF_RANGE.whole", least, most);
            return least;
        }
        return value.intValueExact();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            fault("WRONG_TYPE.flag");
            return false;
        }
        return node.booleanValue();
    }

    List<Place> items(int least, int most) {
        if (!node.isArray()) {
            fault("WRONG_TYPE.list");
            return List.of();
        }
        if (node.size() < least || node.size() > most) {
            fault("BAD_LENGTH", least, most);
            return List.of();
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new Place(node.path(i), pointer + "/" + i, findings));
        }
        return items;
    }

    /// What a map in the document holds.
    interface Entry {
        void read(String name, Place value);
    }

    /// Each entry of an object whose names are data.
    ///
    /// @param longest how many characters a name may have
    void entries(int most, int longest, Entry entry) {
        if (!node.isObject() || node.size() > most) {
            fault("WRONG_TYPE.values", most);
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (name.isBlank() || name.length() > longest || !Texts.isPlain(name)) {
                at(name).fault("BAD_TEXT.name", longest);
            } else {
                entry.read(name, at(name));
            }
        });
    }

    static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
