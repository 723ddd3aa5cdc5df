package io.fenji.report.report;

import java.util.Locale;

/// A format that reports come in.
enum ArtefactFormat {
    HTML("text/html;charset=UTF-8"),
    PDF("application/pdf"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv;charset=UTF-8"),
    JSON("application/json");

    private final String mediaType;

    ArtefactFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /// Its name in addresses and tables.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
