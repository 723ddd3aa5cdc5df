package io.fenji.customer.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Set;

/// JSON merge patches (RFC 7396): what the patch leaves out stays, null clears, lists are replaced whole.
@ApplicationScoped
public class MergePatch {
    /// The media type of a merge patch.
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /// An object of this name says who it is by one of several properties: a part of another one would contradict it.
    private static final String REFERENCE = "customer";

    /// Requests that create a row have it; it is what tells the row from others.
    private static final String KEY = "key";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// What the patch makes of a row.
    ///
    /// @param row with the properties of a request
    /// @param neverNull properties that may be left out of a request, but not be cleared
    /// @param readOnly properties that the row has besides
    /// @throws BadRequestException when the outcome does not have the shape of such a request
    public <T> T apply(Class<T> type, Object row, ObjectNode patch, Set<String> neverNull, String... readOnly) {
        if (patch.has(KEY)) {
            throw new BadRequestException("'%s' never changes".formatted(KEY));
        }
        for (String name : neverNull) {
            if (patch.path(name).isNull()) {
                throw new BadRequestException("'%s' cannot be cleared".formatted(name));
            }
        }
        ObjectNode document = json.valueToTree(row);
        document.remove(List.of(readOnly));
        if (patch.has(REFERENCE)) {
            document.remove(REFERENCE);
        }
        // Not removed: a property that the request does not have is a fault also when it is to be cleared.
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) {
                document.putNull(name);
            } else {
                merge(document, name, value);
            }
        });
        try {
            T request = json.treeToValue(document, type);
            Set<ConstraintViolation<T>> violations = validator.validate(request);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return request;
        } catch (JsonProcessingException wrongShape) {
            throw new BadRequestException(wrongShape);
        }
    }

    private static void merge(ObjectNode target, String name, JsonNode value) {
        if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode nested) {
            JsonNode before = target.get(name);
            ObjectNode part = before instanceof ObjectNode known ? known : target.putObject(name);
            nested.forEachEntry((inner, its) -> merge(part, inner, its));
        } else {
            target.set(name, value);
        }
    }
}
