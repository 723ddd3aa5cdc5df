package io.fenji.customer.imports;

import io.fenji.customer.file.FileFormat;
import io.fenji.customer.landing.Outcome;
import io.fenji.customer.mapping.Mapping;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An import as stored: with the mapping as it was when the file came; columns and outcome once the file has landed.
record StoredImport(
        UUID id,
        String type,
        String mapping,
        Mapping document,
        @Nullable String filename,
        long bytes,
        boolean validateOnly,
        @Nullable FileFormat format,
        @Nullable List<String> columns,
        @Nullable Outcome outcome) {}
