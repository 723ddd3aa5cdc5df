package io.fenji.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Map;

/// The same rules as [StorableText] and [StorableDecimal] for documents that are read as trees.
final class StorableTree<T extends JsonNode> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    StorableTree(Class<T> type) {
        super(type);
        this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonDeserializer<? extends JsonNode> plain = JsonNodeDeserializer.getDeserializer(type);
        T tree = type.cast(plain.deserialize(parser, context));
        check(tree, context);
        return tree;
    }

    @Override
    public T getNullValue(DeserializationContext context) {
        JsonNode node = context.getNodeFactory().nullNode();
        return type.isInstance(node)
                ? type.cast(node)
                : type.cast(context.getNodeFactory().objectNode());
    }

    private static void check(JsonNode node, DeserializationContext context) throws IOException {
        if (node.isTextual()) {
            StorableText.require(node.textValue(), context);
        }
        if (node.isBigDecimal() || node.isBigInteger()) {
            StorableDecimal.require(node.decimalValue(), context);
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            try {
                StorableText.require(property.getKey(), context);
                check(property.getValue(), context);
            } catch (JsonMappingException fault) {
                throw JsonMappingException.wrapWithPath(fault, node, property.getKey());
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            try {
                check(node.get(i), context);
            } catch (JsonMappingException fault) {
                throw JsonMappingException.wrapWithPath(fault, node, i);
            }
        }
    }
}
