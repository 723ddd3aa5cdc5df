package io.fenji.report.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A part of a section. Every renderer shows every kind.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "block")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Paragraph.class, name = "PARAGRAPH"),
    @JsonSubTypes.Type(value = Points.class, name = "POINTS"),
    @JsonSubTypes.Type(value = KeyFigures.class, name = "KEY_FIGURES"),
    @JsonSubTypes.Type(value = Terms.class, name = "TERMS"),
    @JsonSubTypes.Type(value = Table.class, name = "TABLE"),
    @JsonSubTypes.Type(value = Chart.class, name = "CHART")
})
public sealed interface Block permits Chart, KeyFigures, Paragraph, Points, Table, Terms {}
