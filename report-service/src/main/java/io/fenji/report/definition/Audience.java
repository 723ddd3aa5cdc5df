package io.fenji.report.definition;

import java.util.List;

/// Who reads a report, and so which sections it has unless they are listed.
public enum Audience {
    MANAGER,
    ANALYST;

    private static final List<String> MAIN = List.of(
            "summary",
            "recommendations",
            "distribution",
            "contribution",
            "migration",
            "warnings",
            "regions",
            "industries",
            "preferences",
            "top-customers",
            "risks",
            "method");

    /// Keys of its sections; empty stands for all.
    public List<String> sections() {
        return switch (this) {
            case MANAGER -> MAIN;
            case ANALYST -> List.of();
        };
    }
}
