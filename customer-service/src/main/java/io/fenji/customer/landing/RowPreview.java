package io.fenji.customer.landing;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.RuleAction;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.contact.ContactValues;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.file.Row;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows how rows would land, as far as a row alone can tell.
@ApplicationScoped
public class RowPreview {
    /// A row: its values per field, or why it is refused, or neither where it is skipped.
    @RegisterForReflection
    public record Shown(
            long line,
            @Nullable Map<String, String> values,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Boolean skipped,
            @Nullable List<ShownFinding> findings) {}

    /// What a cleaning rule found in a value.
    @RegisterForReflection
    public record ShownFinding(
            Field field,
            String rule,
            RuleAction action,
            @Nullable String original,
            @Nullable String repaired) {}

    private final BusinessClock clock;
    private final CleaningRules rules;
    private final ContactValues contacts;
    private final CustomFields fields;
    private final Database database;

    RowPreview(
            BusinessClock clock, CleaningRules rules, ContactValues contacts, CustomFields fields, Database database) {
        this.clock = clock;
        this.rules = rules;
        this.contacts = contacts;
        this.fields = fields;
        this.database = database;
    }

    public List<Shown> show(
            Mapping mapping, FileFormat format, List<String> header, List<Row> rows, RefusalTexts texts) {
        RuleBook book = rules.book();
        ReadingContext context = new ReadingContext(
                clock.zone(), book, new ContactCells(contacts, book, null), database.call(fields::all));
        RowReader reader = new RowReader(mapping, format, header, context);
        return rows.stream().map(row -> shown(reader, reader.plain(row), texts)).toList();
    }

    private static Shown shown(RowReader reader, Row row, RefusalTexts texts) {
        if (reader.skips(row)) {
            return new Shown(row.line(), null, null, null, true, null);
        }
        try {
            @Nullable String[] read = reader.values(row);
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < read.length; i++) {
                String text = read[i];
                if (text != null) {
                    values.put(reader.fields().get(i).key(), text);
                }
            }
            return new Shown(row.line(), values, null, null, null, findings(reader));
        } catch (RefusedException refused) {
            String code = refused.refusal().name();
            return new Shown(row.line(), null, code, texts.reason(code, refused.reason()), null, null);
        }
    }

    private static @Nullable List<ShownFinding> findings(RowReader reader) {
        return reader.findings().isEmpty()
                ? null
                : reader.findings().stream()
                        .map(found -> new ShownFinding(
                                found.field(), found.rule(), found.action(), found.original(), found.repaired()))
                        .toList();
    }
}
