package io.fenji.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Answers whose strong entity tag is a digest of their bytes: for lists, which have no version of their own.
@ApplicationScoped
public class TaggedJson {
    private final ObjectMapper json;

    TaggedJson(ObjectMapper json) {
        this.json = json;
    }

    /// 304 when the client has these bytes, else 200 with them.
    public Response answer(Object body, @Nullable String ifNoneMatch) {
        byte[] bytes = bytes(body);
        String tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest(bytes)) + '"';
        return EntityTags.notModified(ifNoneMatch, tag)
                ? Response.notModified().header("ETag", tag).build()
                : Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE)
                        .header("ETag", tag)
                        .build();
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
