package io.fenji.customer.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A workbook in a zip file that is already known to have few, different entries.
public final class Workbook {
    /// Gets the rows of a sheet.
    public interface Rows {
        /// Gets a row that has a text.
        ///
        /// @param line its number in the sheet, from 1
        /// @return whether to go on
        boolean row(long line, List<String> values);
    }

    /// Opens a part and sees to it that it does not unpack to more than is allowed.
    public interface Parts {
        InputStream open(ZipEntry entry) throws IOException;
    }

    /// Shared texts are kept in memory: those of a sheet of a million rows fit, a bomb does not.
    private static final long MOST_SHARED_CHARS = 48L << 20;

    private static final int MOST_SHARED = 2_000_000;
    private static final int LONGEST_CELL = 1 << 20;
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private record Sheet(String name, String part, boolean hidden) {}

    private final ZipFile zip;
    private final Parts parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private @Nullable String sharedPart;
    private @Nullable String stylesPart;
    private boolean from1904;

    private Workbook(ZipFile zip, Parts parts) {
        this.zip = zip;
        this.parts = parts;
    }

    /// Whether a zip is an Office document, which [#open] then reads or refuses.
    public static boolean isOfficeDocument(ZipFile zip) {
        return zip.getEntry(CONTENT_TYPES) != null;
    }

    public static Workbook open(ZipFile zip, Parts parts) throws IOException {
        if (zip.stream()
                .anyMatch(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"))) {
            throw WorkbookFault.unsupported(
                    "MACROS", "The workbook has macros (.xlsm). Save it as .xlsx and send it again");
        }
        Workbook workbook = new Workbook(zip, parts);
        String main = workbook.relations("", "_rels/.rels").entrySet().stream()
                .filter(relation -> relation.getValue().endsWith("/workbook.xml"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> WorkbookFault.unsupported(
                        "NO_WORKBOOK", "The file is an Office document, but no .xlsx workbook"));
        workbook.readMain(main);
        return workbook;
    }

    /// The sheet of that name, or the first one that is not hidden.
    public String sheet(@Nullable String name) {
        return find(name).name();
    }

    /// Reads a sheet to its end or until `rows` has enough.
    public void read(String sheet, int mostColumns, int longestRow, Rows rows) throws IOException {
        List<String> shared = sharedTexts();
        CellStyles styles = CellStyles.none();
        if (stylesPart != null) {
            try (XmlPart xml = part(stylesPart)) {
                styles = CellStyles.read(xml);
            }
        }
        try (XmlPart xml = part(find(sheet).part())) {
            new SheetRows(xml, shared, styles, new NumberText(from1904), mostColumns, longestRow).read(rows);
        }
    }

    private Sheet find(@Nullable String name) {
        return sheets.stream()
                .filter(sheet -> name == null ? !sheet.hidden() : sheet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> WorkbookFault.unsupported(
                        "NO_SHEET",
                        "The workbook has no sheet %s; it has %s"
                                .formatted(
                                        name == null ? "that is not hidden" : "'" + name + "'",
                                        sheets.stream()
                                                .map(Sheet::name)
                                                .limit(20)
                                                .toList())));
    }

    private void readMain(String main) throws IOException {
        int slash = main.lastIndexOf('/');
        String folder = main.substring(0, slash + 1);
        Map<String, String> relations = relations(folder, folder + "_rels/" + main.substring(slash + 1) + ".rels");
        for (String target : relations.values()) {
            String file = target.substring(target.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            if (file.equals("sharedstrings.xml")) {
                sharedPart = target;
            } else if (file.equals("styles.xml")) {
                stylesPart = target;
            }
        }
        try (XmlPart xml = part(main)) {
            while (xml.nextStart()) {
                if (xml.name().equals("workbookPr")) {
                    String mode = String.valueOf(xml.attribute("date1904"));
                    from1904 = mode.equals("1") || mode.equals("true");
                } else if (xml.name().equals("sheet")) {
                    String target = relations.get(String.valueOf(xml.attribute("id")));
                    String state = xml.attribute("state");
                    if (target != null && sheets.size() < 10_000) {
                        sheets.add(new Sheet(
                                String.valueOf(xml.attribute("name")),
                                target,
                                state != null && !state.equals("visible")));
                    }
                }
            }
        }
    }

    private Map<String, String> relations(String folder, String part) throws IOException {
        Map<String, String> relations = new HashMap<>();
        try (XmlPart xml = part(part)) {
            while (xml.nextStart()) {
                String id = xml.attribute("Id");
                String target = xml.attribute("Target");
                if (xml.name().equals("Relationship") && id != null && target != null && relations.size() < 10_000) {
                    relations.put(id, target.startsWith("/") ? target.substring(1) : folder + target);
                }
            }
        }
        return relations;
    }

    private List<String> sharedTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        if (sharedPart == null || zip.getEntry(sharedPart) == null) {
            return texts;
        }
        long characters = 0;
        try (XmlPart xml = part(sharedPart)) {
            while (xml.nextStart()) {
                if (xml.name().equals("si")) {
                    String text = xml.text("si", LONGEST_CELL);
                    texts.add(text);
                    characters += text.length();
                    if (characters > MOST_SHARED_CHARS || texts.size() > MOST_SHARED) {
                        throw WorkbookFault.rowTooLarge(
                                "The workbook has more different texts than are read (%d, %d characters). Save it as CSV"
                                        .formatted(MOST_SHARED, MOST_SHARED_CHARS));
                    }
                }
            }
        }
        return texts;
    }

    private XmlPart part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw WorkbookFault.malformed("The workbook lacks its part %s".formatted(name));
        }
        return new XmlPart(name, parts.open(entry));
    }
}
