package io.fenji.customer.workbook;

import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import java.util.List;

/// Why a workbook is not read.
final class WorkbookFault {
    private WorkbookFault() {}

    static ProblemException unsupported(String code, String detail) {
        return ProblemException.at(CustomerProblem.UNSUPPORTED_FILE, "file", code, detail);
    }

    static ProblemException malformed(String detail, Throwable cause) {
        return new ProblemException(CustomerProblem.MALFORMED_FILE, detail, List.of(), cause);
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(CustomerProblem.MALFORMED_FILE, detail);
    }

    static ProblemException rowTooLarge(String detail) {
        return ProblemException.at(CustomerProblem.ROW_TOO_LARGE, "row", "ROW_TOO_LARGE", detail);
    }
}
