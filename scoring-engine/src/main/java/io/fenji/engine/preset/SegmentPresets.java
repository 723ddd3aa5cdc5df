package io.fenji.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.segment.SegmentGroup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The segment sets that ship with Fenji, from `segments/*.json` on the class path, and those that are
/// made from the values of an attribute.
///
/// The eleven segments of `rfm` are those that the intervals of recency and of the mean of frequency and
/// money are commonly given for (the R package rfm, `rfm_segment`, has them as its example; quintiles
/// after Hughes, Strategic Database Marketing, 1994). As those overlap, each cell of the 5×5 grid is
/// given to one of the segments whose interval has it.
public final class SegmentPresets {

    private static final List<String> KEYS = List.of("rfm", "value-bands", "behaviour", "preference");
    /// Leaves room for a number in a key.
    private static final int LONGEST_WORD = 50;
    private static final Set<String> PLACES = Set.of("country", "province", "city", "region");
    private static final Set<String> PREFERENCES = Set.of("channel", "riskAppetite");
    private static final Map<String, String> CHINESE = Map.of(
            "country", "国家",
            "province", "省份",
            "city", "城市",
            "region", "地区",
            "channel", "渠道",
            "industry", "行业",
            "size", "规模",
            "riskAppetite", "风险偏好");

    private SegmentPresets() {}

    /// Keys of those with fixed conditions, in order of display.
    public static List<String> keys() {
        return KEYS;
    }

    /// The preset's document, to copy and change.
    ///
    /// @throws IllegalArgumentException when there is no preset of this key
    public static JsonNode get(String key) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("there is no preset \"" + key + "\"");
        }
        return Resources.document("segments/" + key + ".json");
    }

    /// A set with one segment a value of an attribute.
    ///
    /// @param values at least one, in order of display
    public static JsonNode byAttribute(String attribute, List<String> values) {
        String word = attribute.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String key = "by-" + word.substring(0, Math.min(LONGEST_WORD, word.length()));
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.put("key", key);
        set.putObject("name")
                .put("zh-CN", "按" + CHINESE.getOrDefault(attribute, attribute) + "分群")
                .put("en", "By " + attribute);
        set.put("group", group(attribute).name());
        ArrayNode segments = set.putArray("segments");
        for (int i = 0; i < values.size(); i++) {
            ObjectNode segment = segments.addObject();
            segment.put("key", key + "-" + (i + 1));
            segment.putObject("name").put("zh-CN", values.get(i)).put("en", values.get(i));
            segment.putObject("when").put("attribute", attribute).put("is", values.get(i));
        }
        return set;
    }

    private static SegmentGroup group(String attribute) {
        if (PLACES.contains(attribute)) {
            return SegmentGroup.GEOGRAPHIC;
        }
        return PREFERENCES.contains(attribute) ? SegmentGroup.PREFERENCE : SegmentGroup.CUSTOM;
    }
}
