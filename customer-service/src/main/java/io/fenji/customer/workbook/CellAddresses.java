package io.fenji.customer.workbook;

import org.jspecify.annotations.Nullable;

/// Columns and rows out of addresses such as `AB12`, without trusting them.
final class CellAddresses {
    private CellAddresses() {}

    /// The column, 0 for A.
    ///
    /// @return −1 when the text does not begin with one to three letters
    static int column(String address) {
        int column = 0;
        int letters = 0;
        while (letters < address.length() && address.charAt(letters) >= 'A' && address.charAt(letters) <= 'Z') {
            if (letters == 3) {
                return -1;
            }
            column = column * 26 + address.charAt(letters) - 'A' + 1;
            letters++;
        }
        return column - 1;
    }

    /// A whole number of at most nine digits.
    ///
    /// @return −1 when the text is none
    static int number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,9}") ? -1 : Integer.parseInt(text);
    }
}
