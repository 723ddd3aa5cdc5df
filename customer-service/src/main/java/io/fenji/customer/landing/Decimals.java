package io.fenji.customer.landing;

/// Decimal texts, checked without making numbers of them: the database keeps the scale as given.
final class Decimals {
    private Decimals() {}

    /// Checks that a text is a decimal of so many digits.
    ///
    /// @return the text itself
    static String checked(String text, int wholeDigits, int fractionDigits) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = -1;
        int leadingZeros = 0;
        boolean significant = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > start && i < text.length() - 1) {
                point = i;
            } else if (c < '0' || c > '9') {
                throw noNumber(text);
            } else if (point < 0 && c == '0' && !significant) {
                leadingZeros++;
            } else {
                significant = true;
            }
        }
        if (text.length() == start) {
            throw noNumber(text);
        }
        int end = point < 0 ? text.length() : point;
        if (end - start - leadingZeros > wholeDigits || (point >= 0 && text.length() - point - 1 > fractionDigits)) {
            throw RefusedException.of(
                    Refusal.NUMBER_OUT_OF_RANGE, CellFormat.excerpt(text), wholeDigits, fractionDigits);
        }
        return text;
    }

    /// A number with decimal comma as one with a point. A point in it may group digits or not: who knows.
    static String withPoint(String text) {
        if (text.indexOf('.') >= 0) {
            throw noNumber(text);
        }
        return text.replace(',', '.');
    }

    static String nonZero(String number) {
        if (isZero(number)) {
            throw RefusedException.of(Refusal.ZERO_QUANTITY, number);
        }
        return number;
    }

    static String notNegative(String number) {
        if (isNegative(number)) {
            throw RefusedException.of(Refusal.NEGATIVE_PRICE, number);
        }
        return number;
    }

    static String positive(String number) {
        if (isZero(number) || isNegative(number)) {
            throw RefusedException.with(Refusal.NUMBER_OUT_OF_RANGE, "positive", number);
        }
        return number;
    }

    static String wholePositive(String text) {
        String number = nonZero(checked(text, 9, 0));
        if (isNegative(number)) {
            throw noNumber(text);
        }
        return number;
    }

    static boolean isNegative(String number) {
        return number.charAt(0) == '-' && !isZero(number);
    }

    static boolean isZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private static RefusedException noNumber(String text) {
        return RefusedException.of(Refusal.INVALID_NUMBER, CellFormat.excerpt(text));
    }
}
