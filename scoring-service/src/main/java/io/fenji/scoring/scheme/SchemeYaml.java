package io.fenji.scoring.scheme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fenji.kit.json.JsonRules;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.regex.Pattern;

/// Scheme documents as YAML: the same trees, by the same rules, as from JSON.
@Provider
@Consumes(SchemeYaml.MEDIA_TYPE)
public class SchemeYaml implements MessageBodyReader<JsonNode> {
    static final String MEDIA_TYPE = "application/yaml";

    private static final int LONGEST_DETAIL = 500;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final ObjectMapper YAML = JsonRules.apply(new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build()));

    static String write(JsonNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JsonNode.class.isAssignableFrom(type);
    }

    @Override
    public JsonNode readFrom(
            Class<JsonNode> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        try {
            return YAML.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The body is not YAML" + where(broken));
        }
    }

    private static String where(JsonProcessingException broken) {
        String detail =
                CONTROL.matcher(String.valueOf(broken.getOriginalMessage())).replaceAll(" ");
        String shown = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        return broken.getLocation() == null
                ? ": " + shown
                : " at line %d, column %d: %s"
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr(),
                                shown);
    }
}
