package io.fenji.report.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A format that reports come in.
public enum ArtefactFormat {
    HTML("text/html;charset=UTF-8"),
    PDF("application/pdf"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("text/csv;charset=UTF-8"),
    JSON("application/json");

    private final String mediaType;

    ArtefactFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// The one of this name.
    @JsonCreator
    public static ArtefactFormat of(String key) {
        for (ArtefactFormat format : values()) {
            if (format.key().equals(key)) {
                return format;
            }
        }
        throw new IllegalArgumentException("There is no format " + key);
    }

    /// Its name in addresses and tables.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
