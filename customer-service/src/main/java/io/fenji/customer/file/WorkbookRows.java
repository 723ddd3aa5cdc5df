package io.fenji.customer.file;

import io.fenji.customer.workbook.Workbook;
import java.util.ArrayList;
import java.util.List;

/// A sheet as a file of rows: the first row with a text is the header. Cells that are empty at a row's end are not
/// stored in sheets, so rows are filled up.
final class WorkbookRows implements Workbook.Rows {
    private final FileFormat format;
    private final RowHandler handler;
    private int width = -1;

    WorkbookRows(FileFormat format, RowHandler handler) {
        this.format = format;
        this.handler = handler;
    }

    boolean begun() {
        return width >= 0;
    }

    @Override
    public boolean row(long line, List<String> values) {
        if (width < 0) {
            width = values.size();
            handler.begin(format, values.stream().map(String::strip).toList());
            return true;
        }
        List<String> filled = new ArrayList<>(values);
        while (filled.size() < width) {
            filled.add("");
        }
        return handler.row(new Row(line, filled));
    }
}
