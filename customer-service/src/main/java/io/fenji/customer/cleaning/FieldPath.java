package io.fenji.customer.cleaning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// A field of an entity, such as `customers.industry`.
@RegisterForReflection
public record FieldPath(ImportType entity, Field field) {
    /// Reads a path.
    ///
    /// @throws IllegalArgumentException when there is no such field
    @JsonCreator
    public static FieldPath of(String path) {
        int point = path.indexOf('.');
        if (point < 0) {
            throw new IllegalArgumentException("'%s' is not a path such as customers.industry".formatted(path));
        }
        FieldPath read = new FieldPath(ImportType.of(path.substring(0, point)), Field.of(path.substring(point + 1)));
        if (!read.entity().fields().contains(read.field())) {
            throw new IllegalArgumentException("%s have no field '%s'"
                    .formatted(read.entity().key(), read.field().key()));
        }
        return read;
    }

    @JsonValue
    @Override
    public String toString() {
        return entity.key() + "." + field.key();
    }
}
