package io.fenji.engine.document;

/// What may be in a text: anything that UTF-8 and PostgreSQL can hold and a screen can show.
final class Texts {

    private Texts() {}

    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Texts::isPlain);
    }

    private static boolean isPlain(int point) {
        return (point >= ' ' || point == '\n' || point == '\t')
                && point != 0x7f
                && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }

    /// Anything as a text that may be shown: cut after so many characters, and what may not be in a
    /// text replaced.
    static String shown(String anything, int most) {
        StringBuilder shown = new StringBuilder();
        anything.codePoints().limit(most).forEach(point -> shown.appendCodePoint(isPlain(point) ? point : 0xfffd));
        return shown.toString();
    }
}
