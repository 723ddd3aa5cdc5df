package io.fenji.customer.workbook;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/// The rows of one sheet, as texts. Rows without any text are left out, cells after the last text too.
final class SheetRows {
    private final XmlPart xml;
    private final List<String> shared;
    private final CellStyles styles;
    private final NumberText numbers;
    private final int mostColumns;
    private final int longestRow;
    private long line;

    SheetRows(
            XmlPart xml, List<String> shared, CellStyles styles, NumberText numbers, int mostColumns, int longestRow) {
        this.xml = xml;
        this.shared = shared;
        this.styles = styles;
        this.numbers = numbers;
        this.mostColumns = mostColumns;
        this.longestRow = longestRow;
    }

    void read(Workbook.Rows rows) {
        while (xml.nextStart()) {
            if (xml.name().equals("row")) {
                int given = CellAddresses.number(xml.attribute("r"));
                if (given >= 0 && given <= line) {
                    throw WorkbookFault.malformed("Row %d stands after row %d".formatted(given, line));
                }
                line = given < 0 ? line + 1 : given;
                List<String> values = row();
                if (!values.isEmpty() && !rows.row(line, values)) {
                    return;
                }
            }
        }
    }

    private List<String> row() {
        List<String> values = new ArrayList<>();
        int characters = 0;
        int next = 0;
        for (int event = xml.next(); ; event = xml.next()) {
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw WorkbookFault.malformed("The sheet ends in row %d".formatted(line));
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.name().equals("row")) {
                return values;
            }
            if (event != XMLStreamConstants.START_ELEMENT || !xml.name().equals("c")) {
                continue;
            }
            String address = xml.attribute("r");
            int column = address == null ? next : CellAddresses.column(address);
            if (column < 0 || column < next) {
                throw WorkbookFault.malformed("Row %d has a cell in a place that is none".formatted(line));
            }
            next = column + 1;
            String text = cell(xml.attribute("t"), xml.attribute("s"));
            characters += text.length();
            if (characters > longestRow || (column >= mostColumns && !text.isEmpty())) {
                throw WorkbookFault.rowTooLarge(
                        "Row %d has more than %d columns or %d characters".formatted(line, mostColumns, longestRow));
            }
            if (!text.isEmpty()) {
                while (values.size() < column) {
                    values.add("");
                }
                values.add(text);
            }
        }
    }

    private String cell(@Nullable String type, @Nullable String style) {
        String text = "";
        for (int event = xml.next(); ; event = xml.next()) {
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw WorkbookFault.malformed("The sheet ends in row %d".formatted(line));
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.name().equals("c")) {
                return text;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String element = xml.name();
                if (element.equals("v") || element.equals("is")) {
                    text = value(type, style, xml.text(element, longestRow));
                }
            }
        }
    }

    private String value(@Nullable String type, @Nullable String style, String raw) {
        return switch (type == null ? "n" : type) {
            case "s" -> sharedText(raw);
            case "b" -> raw.equals("1") ? "true" : "false";
            case "n" -> numbers.of(raw.strip(), styles.of(style));
            // Texts, results of formulas, errors (#N/A) and ISO dates stand as they are.
            default -> raw;
        };
    }

    private String sharedText(String raw) {
        int index = CellAddresses.number(raw.strip());
        if (index < 0 || index >= shared.size()) {
            throw WorkbookFault.malformed("Row %d names a shared text that is not there".formatted(line));
        }
        return shared.get(index);
    }
}
