package io.fenji.report.render;

import java.util.regex.Pattern;

/// Writes markup that is HTML and XML at once. Whatever a text says, it stays text.
final class Markup {
    /// Control characters, and marks that turn the direction of text: with one a name can show as another.
    static final Pattern UNSEEN = Pattern.compile(
            "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]");

    private final StringBuilder out = new StringBuilder(1 << 16);

    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    Markup text(String text) {
        escape(text, out);
        return this;
    }

    /// An attribute with a blank before it.
    Markup attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
        return this;
    }

    /// An element that has nothing but a text.
    Markup element(String name, String text) {
        return raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">");
    }

    /// A text without what nobody sees.
    static String visible(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    private static void escape(String text, StringBuilder out) {
        String visible = visible(text);
        for (int i = 0; i < visible.length(); i++) {
            char letter = visible.charAt(i);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(letter);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
