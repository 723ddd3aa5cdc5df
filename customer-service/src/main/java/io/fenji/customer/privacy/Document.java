package io.fenji.customer.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;

/// A JSON object that is written while its parts are read.
final class Document {
    /// Items one after the other, never all at once.
    @FunctionalInterface
    interface Items<T> {
        void forEach(Consumer<? super T> each);

        default <R> Items<R> map(Function<? super T, ? extends R> shown) {
            return each -> forEach(item -> each.accept(shown.apply(item)));
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private final JsonGenerator out;
    private final SerializerProvider serializers;

    Document(JsonGenerator out, SerializerProvider serializers) {
        this.out = out;
        this.serializers = serializers;
    }

    void begin() {
        write(out::writeStartObject);
    }

    void value(String name, Object value) {
        write(() -> serializers.defaultSerializeField(name, value, out));
    }

    void array(String name, Items<?> items) {
        write(() -> out.writeArrayFieldStart(name));
        items.forEach(item -> write(() -> serializers.defaultSerializeValue(item, out)));
        write(out::writeEndArray);
    }

    void end() {
        write(out::writeEndObject);
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException readerWentAway) {
            throw new UncheckedIOException(readerWentAway);
        }
    }
}
