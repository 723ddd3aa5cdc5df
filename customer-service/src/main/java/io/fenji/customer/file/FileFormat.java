package io.fenji.customer.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// What a file was recognised as, or was said to be.
///
/// @param packing NONE, GZIP or ZIP
/// @param entry the file in the zip
/// @param encoding of text files
/// @param delimiter of CSV, as are `quote` and `decimalSeparator`
/// @param sheet of workbooks
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileFormat(
        Kind kind,
        Packing packing,
        @Nullable String entry,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String decimalSeparator,
        @Nullable String sheet) {
    /// The kinds of files.
    public enum Kind {
        CSV,
        NDJSON,
        XLSX
    }

    /// How a file is packed.
    public enum Packing {
        NONE,
        GZIP,
        ZIP
    }

    static FileFormat csv(Packed packed, String encoding, CsvDialect dialect) {
        return new FileFormat(
                Kind.CSV,
                packed.packing(),
                packed.entry(),
                encoding,
                String.valueOf(dialect.delimiter()),
                String.valueOf(dialect.quote()),
                String.valueOf(dialect.decimal()),
                null);
    }

    static FileFormat ndjson(Packed packed, String encoding) {
        return new FileFormat(Kind.NDJSON, packed.packing(), packed.entry(), encoding, null, null, null, null);
    }

    static FileFormat workbook(Packed packed, String sheet) {
        return new FileFormat(Kind.XLSX, packed.packing(), packed.entry(), null, null, null, null, sheet);
    }

    /// How a file came.
    record Packed(Packing packing, @Nullable String entry) {}
}
