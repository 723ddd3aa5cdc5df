package io.fenji.engine.document;

/// What may be in a text: anything that UTF-8 and PostgreSQL can hold and a screen can show.
final class Texts {

    private Texts() {}

    static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(point -> (point >= ' ' || point == '\n' || point == '\t')
                        && point != 0x7f
                        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE));
    }
}
