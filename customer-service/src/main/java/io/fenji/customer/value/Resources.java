package io.fenji.customer.value;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// What ships inside the service.
public final class Resources {
    private Resources() {}

    public static <T> T read(ObjectMapper json, String path, Class<T> type) {
        try (InputStream in = open(path)) {
            return json.readValue(in, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static <T> T read(ObjectMapper json, String path, TypeReference<T> type) {
        try (InputStream in = open(path)) {
            return json.readValue(in, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Properties texts(String path) {
        Properties texts = new Properties();
        try (InputStream in = open(path)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return texts;
    }

    private static InputStream open(String path) {
        InputStream in = Resources.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("The service lacks its resource " + path);
        }
        return in;
    }
}
