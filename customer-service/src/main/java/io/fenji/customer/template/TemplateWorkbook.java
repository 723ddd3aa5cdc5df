package io.fenji.customer.template;

import io.fenji.customer.mapping.ImportTemplate;
import io.fenji.customer.mapping.ImportTemplate.TemplateColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A template as XLSX: a sheet to fill, with a frozen header, formats and drop-downs, and a sheet that explains each
/// column.
final class TemplateWorkbook {
    private static final int LAST_ROW = 10_000;
    private static final int NOTES_HEAD = 2;
    private static final int FIRST_CHOICE = 3;
    private static final String REQUIRED = "FFE699";
    private static final String OPTIONAL = "DDEBF7";

    private final ImportTemplate template;

    TemplateWorkbook(ImportTemplate template) {
        this.template = template;
    }

    void writeTo(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Fenji", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(template.title());
            Worksheet notes = workbook.newWorksheet(word("notes"));
            explain(notes);
            fill(sheet, notes);
        }
    }

    private void fill(Worksheet sheet, Worksheet notes) {
        List<TemplateColumn> columns = template.columns();
        for (int i = 0; i < columns.size(); i++) {
            TemplateColumn column = columns.get(i);
            sheet.style(i).format(format(column)).set();
            sheet.width(i, Math.max(12, 2 + 2 * column.header().length()));
            sheet.value(0, i, column.header());
            sheet.style(0, i)
                    .bold()
                    .fillColor(column.required() ? REQUIRED : OPTIONAL)
                    .set();
            if (!column.note().isEmpty()) {
                sheet.comment(0, i, column.note());
            }
            if (!column.choices().isEmpty()) {
                int row = NOTES_HEAD + 1 + i;
                sheet.range(1, i, LAST_ROW, i)
                        .validateWithList(notes.range(
                                row,
                                FIRST_CHOICE,
                                row,
                                FIRST_CHOICE + column.choices().size() - 1))
                        .errorTitle(column.header())
                        .error(word("choose"))
                        .showErrorMessage(true);
            }
        }
        sheet.freezePane(0, 1);
    }

    /// The choices stand here side by side, where the drop-downs take them from.
    private void explain(Worksheet notes) {
        notes.value(0, 0, "%s: %s".formatted(word("mapping"), template.mappingName()));
        List<String> head = List.of("column", "required", "meaning", "choices");
        for (int i = 0; i < head.size(); i++) {
            notes.value(NOTES_HEAD, i, word(head.get(i)));
            notes.style(NOTES_HEAD, i).bold().set();
        }
        int row = NOTES_HEAD;
        for (TemplateColumn column : template.columns()) {
            row++;
            notes.value(row, 0, column.header());
            notes.value(row, 1, word(column.required() ? "yes" : "no"));
            notes.value(row, 2, column.note());
            int at = FIRST_CHOICE;
            for (String label : column.choices().values()) {
                notes.value(row, at++, label);
            }
        }
        notes.width(0, 24);
        notes.width(2, 60);
        notes.freezePane(0, NOTES_HEAD + 1);
    }

    private String word(String key) {
        return template.words().getOrDefault(key, key);
    }

    /// Keys and phone numbers are texts, so that no spreadsheet takes their zeros away.
    private static String format(TemplateColumn column) {
        if (column.custom() != null) {
            return switch (column.custom().type()) {
                case DATE -> "yyyy-mm-dd";
                case NUMBER -> "General";
                case TEXT, BOOLEAN, CHOICE -> "@";
            };
        }
        return switch (column.field().format()) {
            case DATE -> "yyyy-mm-dd";
            case TIME -> "yyyy-mm-dd hh:mm";
            case QUANTITY, RATING, STARS, SCORE, EXCHANGE_RATE -> "General";
            case PRICE, AMOUNT -> "#,##0.00####";
            default -> "@";
        };
    }
}
