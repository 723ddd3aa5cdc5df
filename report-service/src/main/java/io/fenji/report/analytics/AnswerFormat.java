package io.fenji.report.analytics;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON or CSV: `format` decides, without it the `Accept` header.
final class AnswerFormat {
    static final String CSV = "text/csv";

    private AnswerFormat() {}

    static Response of(Answer<? extends Rows> answer, @Nullable String format, HttpHeaders headers) {
        return of(answer, answer.figures(), format, headers);
    }

    static Response of(Object json, Rows table, @Nullable String format, HttpHeaders headers) {
        return wantsCsv(format, headers)
                ? Response.ok(CsvAnswer.of(table), CSV + ";charset=UTF-8").build()
                : Response.ok(json, MediaType.APPLICATION_JSON).build();
    }

    private static boolean wantsCsv(@Nullable String format, HttpHeaders headers) {
        if (format != null) {
            return Parameters.oneOf("format", format, "json", List.of("json", "csv"))
                    .equals("csv");
        }
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(MediaType.valueOf(CSV))) {
                return true;
            }
        }
        return false;
    }
}
