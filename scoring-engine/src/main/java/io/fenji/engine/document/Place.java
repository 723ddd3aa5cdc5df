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

    void fault(String code, String detail) {
        findings.add(pointer, code, detail);
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
            fault("WRONG_TYPE", "An object is needed here.");
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (notYet.contains(name)) {
                at(name).fault("NOT_SUPPORTED", "\"" + name + "\" is not supported yet.");
            } else if (!known.contains(name)) {
                at(name).fault("UNKNOWN_PROPERTY", "There is no such property here; known are " + sorted(known) + ".");
            }
        });
        return true;
    }

    boolean requires(String property) {
        if (!has(property)) {
            fault("MISSING_PROPERTY", "\"" + property + "\" is needed here.");
            return false;
        }
        return true;
    }

    /// The key of a scheme, which is part of addresses.
    String schemeKey() {
        return matching(
                KEY_LENGTH, SCHEME_KEY, "A scheme's key is lower-case letters, digits and hyphens after the first.");
    }

    /// The key of a tier.
    String tierKey() {
        return matching(KEY_LENGTH, TIER_KEY, "A tier's key is letters and digits and, after the first, also _ and -.");
    }

    /// The key of a dimension or rule.
    String partKey() {
        return matching(KEY_LENGTH, PART_KEY, "A key is letters and digits and, after the first, also _, . and -.");
    }

    String metricKey() {
        return matching(METRIC_LENGTH, NAME, "A metric's key is a letter, then letters, digits, _, . and -.");
    }

    String attributeKey() {
        return matching(KEY_LENGTH, NAME, "An attribute's key is a letter, then letters, digits, _, . and -.");
    }

    private String matching(int most, Pattern pattern, String otherwise) {
        String text = text(most);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            fault("BAD_KEY", otherwise);
        }
        return text;
    }

    /// Whether a property may name an attribute.
    static boolean isAttributeKey(String name) {
        return name.length() <= KEY_LENGTH && NAME.matcher(name).matches();
    }

    String text(int most) {
        if (!node.isTextual()) {
            fault("WRONG_TYPE", "A string is needed here.");
            return "";
        }
        String text = node.textValue();
        if (text.isBlank() || text.length() > most) {
            fault("BAD_TEXT", "Between 1 and " + most + " characters are needed here.");
            return "";
        }
        if (!Texts.isPlain(text)) {
            fault("BAD_TEXT", "Control characters and broken surrogate pairs are not allowed.");
            return "";
        }
        return text;
    }

    /// Texts by language tag.
    Map<String, String> texts(int most) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!node.isObject() || node.isEmpty() || node.size() > 20) {
            fault(
                    "WRONG_TYPE",
                    "An object of 1 to 20 texts by language tag is needed here, such as {\"en\": \"Gold\"}.");
            return texts;
        }
        node.fieldNames().forEachRemaining(language -> {
            Place text = at(language);
            if (!LANGUAGE.matcher(language).matches()) {
                text.fault("BAD_LANGUAGE", "This is no language tag such as \"zh-CN\" or \"en\".");
            } else {
                texts.put(language, text.text(most));
            }
        });
        return texts;
    }

    BigDecimal decimal() {
        if (!node.isNumber()
                || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) && !node.isBigDecimal())) {
            fault("WRONG_TYPE", "A number is needed here.");
            return BigDecimal.ZERO;
        }
        BigDecimal value = node.decimalValue();
        if (!Fixed.fits(value)) {
            fault("OUT_OF_RANGE", "Numbers are within 400 trillion of zero.");
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > Fixed.PLACES) {
            fault("TOO_MANY_DECIMALS", "Numbers have at most four decimals.");
            return BigDecimal.ZERO;
        }
        return Fixed.toDecimal(Fixed.of(stripped));
    }

    int integer(int least, int most) {
        BigDecimal value = decimal();
        if (value.scale() > 0
                || value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            fault("OUT_OF_RANGE", "A whole number from " + least + " to " + most + " is needed here.");
            return least;
        }
        return value.intValueExact();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            fault("WRONG_TYPE", "This is true or false.");
            return false;
        }
        return node.booleanValue();
    }

    List<Place> items(int least, int most) {
        if (!node.isArray()) {
            fault("WRONG_TYPE", "A list is needed here.");
            return List.of();
        }
        if (node.size() < least || node.size() > most) {
            fault("BAD_LENGTH", "Between " + least + " and " + most + " items are needed here.");
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
            fault("WRONG_TYPE", "An object of at most " + most + " values is needed here.");
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (name.isBlank() || name.length() > longest || !Texts.isPlain(name)) {
                at(name).fault(
                                "BAD_TEXT",
                                "Names have 1 to " + longest + " characters, none of them control characters.");
            } else {
                entry.read(name, at(name));
            }
        });
    }

    static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
