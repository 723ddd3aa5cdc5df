package io.fenji.customer.file;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a file before it is read; what is null is found out.
///
/// @param encoding the name of a charset
/// @param sheet of a workbook
/// @param columns names that the header may have: the surest sign of a delimiter
/// @param optionalColumns those that the file may lack, or has in some rows only
/// @param numberColumns those that hold decimals: they show the decimal separator
/// @param otherColumns those that may hold decimals: they show it where those do not
public record ReadingHints(
        @Nullable String encoding,
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable Character decimalSeparator,
        @Nullable String sheet,
        Set<String> columns,
        Set<String> optionalColumns,
        Set<String> numberColumns,
        Set<String> otherColumns) {
    public static final ReadingHints NONE =
            new ReadingHints(null, null, null, null, null, Set.of(), Set.of(), Set.of(), Set.of());
}
