package io.fenji.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Texts that PostgreSQL can store: U+0000 and lone surrogates are refused at the edge, with their place.
final class StorableText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    StorableText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        return text == null ? null : require(text, context);
    }

    static String require(String text, DeserializationContext context) throws IOException {
        @Nullable String fault = fault(text);
        if (fault != null) {
            throw context.weirdStringException(visible(text), String.class, fault);
        }
        return text;
    }

    private static String visible(String text) {
        return text.replace('\u0000', '\u2400').replaceAll("[\\ud800-\\udfff]", "\ufffd");
    }

    private static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "the text holds U+0000";
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "the text holds half a surrogate pair";
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return "the text holds half a surrogate pair";
            }
        }
        return null;
    }
}
