package io.fenji.customer.landing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.cleaning.Finding;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.RejectionColumns;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.DatePattern;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads rows by a mapping and the header that the file really has.
final class RowReader {
    /// A column of a custom field.
    private record CustomColumn(Cell cell, CustomCell field) {}

    /// Rows whose column has one of some values.
    private record Match(int index, Set<String> values) {
        boolean matches(Row row) {
            return index >= 0
                    && index < row.values().size()
                    && values.contains(row.values().get(index).strip());
        }
    }

    /// Rows marked by the beginning of their order's key or by a column.
    private record Mark(@Nullable String prefix, Match column) {
        static Mark of(Mapping.@Nullable MarkRule rule, List<String> header) {
            return rule == null
                    ? new Mark(null, new Match(-1, Set.of()))
                    : new Mark(
                            rule.orderKeyPrefix(),
                            rule.column() == null || rule.values() == null
                                    ? new Match(-1, Set.of())
                                    : new Match(header.indexOf(rule.column()), new HashSet<>(rule.values())));
        }

        boolean matches(Row row, @Nullable String orderKey) {
            return (prefix != null && orderKey != null && orderKey.startsWith(prefix)) || column.matches(row);
        }
    }

    private final int width;
    private final int ownWidth;
    private final boolean mended;
    private final List<Cell> cells = new ArrayList<>();
    private final List<CustomColumn> customCells = new ArrayList<>();
    private final List<Match> skips = new ArrayList<>();
    private final @Nullable Cell customer;
    private final Mark returns;
    private final Mark cancellations;
    private final int status;
    private final @Nullable String[] values;
    private final List<Finding> findings = new ArrayList<>();
    private final int orderKey;
    private final int quantity;
    private final int discount;
    private final int country;
    private final ContactCells contacts;
    private final RuleBook rules;

    RowReader(Mapping mapping, FileFormat format, List<String> header, ReadingContext context) {
        this.width = header.size();
        this.ownWidth = RejectionColumns.ownWidth(header, mapping.knownColumns());
        this.mended = ownWidth < width;
        checkHeader(mapping, header, ownWidth);
        for (Field field : mapping.type().fields()) {
            if (mapping.fills(field)) {
                cells.add(cell(mapping, field, format, header, context));
            }
        }
        for (Mapping.Column column : mapping.columns()) {
            if (column.customField() != null) {
                customCells.add(customCell(column, column.customField(), format, header, context));
            }
        }
        this.contacts = context.contacts();
        this.rules = context.rules();
        for (Mapping.SkipRule rule : mapping.skips()) {
            skips.add(new Match(header.indexOf(rule.column()), new HashSet<>(rule.values())));
        }
        this.customer = !mapping.type().isOfCustomers()
                ? null
                : cells.stream()
                        .filter(cell -> cell.field() == Field.CUSTOMER_KEY)
                        .findFirst()
                        .orElseThrow();
        this.returns = Mark.of(mapping.returns(), header);
        this.cancellations = Mark.of(mapping.cancellations(), header);
        this.values = new String[cells.size()];
        this.orderKey = index(Field.ORDER_KEY);
        this.status = index(Field.STATUS);
        this.quantity = index(Field.QUANTITY);
        this.discount = index(Field.DISCOUNT);
        this.country = index(Field.COUNTRY);
    }

    /// Whether the file is a download of refused rows, mended.
    boolean mended() {
        return mended;
    }

    int ownWidth() {
        return ownWidth;
    }

    /// The row with its cells as they were before a download of refused rows.
    Row plain(Row row) {
        return mended ? new Row(row.line(), FormulaGuard.plain(row.values())) : row;
    }

    /// The row without what a download of refused rows added to it.
    List<String> own(Row row) {
        List<String> fields = row.values();
        return mended && fields.size() == width ? fields.subList(0, ownWidth()) : fields;
    }

    /// The fields that rows carry, in the order of [#values].
    List<Field> fields() {
        return cells.stream().map(Cell::field).toList();
    }

    boolean skips(Row row) {
        for (Match skip : skips) {
            if (skip.matches(row)) {
                return true;
            }
        }
        return false;
    }

    /// The row's values, null where empty; the array is used again for the next row.
    ///
    /// @throws RefusedException with the first reason, a missing customer before all others
    @Nullable
    String[] values(Row row) {
        if (customer != null && customer.isEmpty(row)) {
            throw RefusedException.of(Refusal.MISSING_CUSTOMER, customer.column());
        }
        List<String> texts = row.values();
        if (texts.size() != width) {
            throw RefusedException.of(Refusal.COLUMN_COUNT, texts.size(), width);
        }
        for (int i = 0; i < width; i++) {
            if (texts.get(i).indexOf('\0') >= 0) {
                throw RefusedException.of(Refusal.INVALID_CHARACTER, i + 1);
            }
        }
        findings.clear();
        for (int i = 0; i < values.length; i++) {
            Cell cell = cells.get(i);
            values[i] = switch (cell.field().format()) {
                case CUSTOM -> custom(row);
                case CONTACT -> contact(cell, row);
                default -> cell.value(row, findings);
            };
        }
        finish(row);
        return values;
    }

    /// What the cleaning rules found in the row that was read last.
    List<Finding> findings() {
        return findings;
    }

    /// The country stands before all contact points among the fields of customers.
    private @Nullable String contact(Cell cell, Row row) {
        @Nullable String text = cell.value(row, findings);
        if (text == null) {
            return null;
        }
        try {
            return contacts.read(
                    ContactCells.type(cell.field()),
                    text,
                    rules.countryCode(country < 0 ? null : values[country]),
                    findings);
        } catch (RefusedException refused) {
            throw refused.inColumn(cell.column());
        }
    }

    /// The row's custom values as one object.
    private @Nullable String custom(Row row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (CustomColumn column : customCells) {
            @Nullable String text = column.cell().value(row, findings);
            if (text != null) {
                try {
                    column.field().add(text, object);
                } catch (RefusedException refused) {
                    throw refused.inColumn(column.cell().column());
                }
            }
        }
        return object.isEmpty() ? null : object.toString();
    }

    private void finish(Row row) {
        if (orderKey < 0 || quantity < 0) {
            return;
        }
        if (status >= 0 && cancellations.matches(row, values[orderKey])) {
            values[status] = "CANCELLED";
        }
        String count = String.valueOf(values[quantity]);
        if (!count.startsWith("-") && returns.matches(row, values[orderKey])) {
            count = "-" + count;
            values[quantity] = count;
        }
        @Nullable String given = discount < 0 ? null : values[discount];
        if (given != null && Decimals.isNegative(given) && !Decimals.isNegative(count)) {
            throw RefusedException.of(Refusal.NEGATIVE_DISCOUNT, given);
        }
    }

    private int index(Field field) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).field() == field) {
                return i;
            }
        }
        return -1;
    }

    private static Cell cell(
            Mapping mapping, Field field, FileFormat format, List<String> header, ReadingContext context) {
        Mapping.@Nullable Column column = mapping.columns().stream()
                .filter(candidate -> candidate.field() == field)
                .findFirst()
                .orElse(null);
        boolean required = mapping.type().requires(field) || field == Field.LINE_NO;
        List<String> patterns = patterns(column, format);
        return new Cell(
                field,
                column == null ? -1 : header.indexOf(column.column()),
                column == null ? field.key() : column.column(),
                column == null || column.values() == null ? Map.of() : column.values(),
                mapping.fallback(field),
                required,
                CellFormat.of(field, patterns, ",".equals(format.decimalSeparator()), context.zone()),
                new CellCleaner(
                        context.rules().cleaner(mapping.type(), field),
                        column == null ? field.key() : column.column()));
    }

    private static CustomColumn customCell(
            Mapping.Column column, String key, FileFormat format, List<String> header, ReadingContext context) {
        CustomField field = context.customFields().get(key);
        if (field == null) {
            throw new ProblemException(
                    CustomerProblem.UNKNOWN_CUSTOM_FIELD,
                    "Column '%s' fills the custom field '%s', which is not declared".formatted(column.column(), key));
        }
        List<String> patterns = patterns(column, format);
        return new CustomColumn(
                new Cell(
                        Field.CUSTOM,
                        header.indexOf(column.column()),
                        column.column(),
                        column.values() == null ? Map.of() : column.values(),
                        null,
                        false,
                        CellFormat.of(Field.CUSTOM, patterns, false, context.zone()),
                        new CellCleaner(context.rules().cleaner(ImportType.CUSTOMERS, Field.CUSTOM), column.column())),
                new CustomCell(field, patterns, ",".equals(format.decimalSeparator())));
    }

    /// Dates of workbooks are no texts, so their patterns are ours.
    private static List<String> patterns(Mapping.@Nullable Column column, FileFormat format) {
        if (column == null || column.patterns() == null) {
            return List.of(DatePattern.ISO);
        }
        if (format.kind() != FileFormat.Kind.XLSX || column.patterns().contains(DatePattern.ISO)) {
            return column.patterns();
        }
        List<String> patterns = new ArrayList<>(column.patterns());
        patterns.add(DatePattern.ISO);
        return patterns;
    }

    private static void checkHeader(Mapping mapping, List<String> header, int ownWidth) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> known = mapping.knownColumns();
        known.addAll(header.subList(ownWidth, header.size()));
        for (String name : header) {
            String shown = CellFormat.excerpt(name).replace('\0', '\ufffd');
            if (!seen.add(name)) {
                errors.add(new FieldError(shown, "DUPLICATE_COLUMN", "Column '%s' stands twice".formatted(shown)));
            } else if (!known.contains(name)) {
                errors.add(new FieldError(
                        shown,
                        "UNKNOWN_COLUMN",
                        "Column '%s' is neither mapped nor listed in ignoredColumns".formatted(shown)));
            }
        }
        for (Mapping.Column column : mapping.columns()) {
            if (!column.isOptional() && !seen.contains(column.column())) {
                errors.add(new FieldError(
                        column.column(), "MISSING_COLUMN", "Column '%s' is missing".formatted(column.column())));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    CustomerProblem.COLUMNS,
                    "The file's columns do not suit the mapping: "
                            + String.join(
                                    "; ",
                                    errors.stream()
                                            .limit(5)
                                            .map(FieldError::detail)
                                            .toList()),
                    errors);
        }
    }
}
