package io.fenji.report.document;

/// A text. The lead of a section says what it shows, a note what to mind.
public record Paragraph(Role role, String text) implements Block {
    public enum Role {
        LEAD,
        NOTE
    }

    public static Paragraph lead(String text) {
        return new Paragraph(Role.LEAD, text);
    }

    public static Paragraph note(String text) {
        return new Paragraph(Role.NOTE, text);
    }
}
