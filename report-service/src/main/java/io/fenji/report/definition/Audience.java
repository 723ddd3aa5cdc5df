package io.fenji.report.definition;

import java.util.List;

/// Who reads a report, and so which sections it has unless they are listed.
public enum Audience {
    MANAGER(List.of("summary", "distribution", "contribution", "migration", "regions", "top-customers", "method")),
    ANALYST(List.of());

    private final List<String> sections;

    Audience(List<String> sections) {
        this.sections = sections;
    }

    /// Keys of its sections; empty stands for all.
    public List<String> sections() {
        return sections;
    }
}
