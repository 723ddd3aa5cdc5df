package io.fenji.customer.cleaning;

import java.text.Normalizer;

/// One form for texts: NFKC (full and half width, composed accents), no control or invisible characters, single spaces
/// and none at the ends. Also for contact points, before they are read as what they are.
public final class TextForm {
    private TextForm() {}

    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String form = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder clean = new StringBuilder(form.length());
        boolean space = false;
        for (int i = 0; i < form.length(); ) {
            int c = form.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = true;
            } else if (!isInvisible(c)) {
                if (space && !clean.isEmpty()) {
                    clean.append(' ');
                }
                space = false;
                clean.appendCodePoint(c);
            }
        }
        // Characters that stood apart may compose once what was between them is gone.
        return Normalizer.normalize(clean, Normalizer.Form.NFKC);
    }

    /// ASCII and CJK ideographs with single spaces between them, as nearly all texts are.
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c > ' ' && c < 0x7f) || (c >= 0x4e00 && c <= 0x9fff) || (c == ' ' && before != ' ');
            if (!plain) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    /// Control characters, zero-width space, marks of direction and byte order, soft hyphen; not the joiners, which
    /// some scripts need.
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || (type == Character.FORMAT && c != 0x200c && c != 0x200d);
    }
}
