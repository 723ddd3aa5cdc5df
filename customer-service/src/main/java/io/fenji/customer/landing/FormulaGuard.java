package io.fenji.customer.landing;

import java.util.List;
import java.util.regex.Pattern;

/// Spreadsheets run a cell that begins like a formula, whoever wrote it. In a download of refused rows such a
/// cell has an apostrophe before it, which goes again when the download comes back; a number is none.
final class FormulaGuard {
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-][0-9][0-9 .,]*");
    private static final String APOSTROPHE = "'";

    private FormulaGuard() {}

    /// The cell as a spreadsheet may open it.
    static String guarded(String cell) {
        return isFormula(cell) ? APOSTROPHE + cell : cell;
    }

    /// The cell as it was before [#guarded].
    static String plain(String cell) {
        return cell.startsWith(APOSTROPHE) && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    static List<String> plain(List<String> cells) {
        return cells.stream().map(FormulaGuard::plain).toList();
    }

    private static boolean isFormula(String cell) {
        return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches();
    }
}
