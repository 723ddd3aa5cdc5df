package io.fenji.customer.cleaning;

import io.fenji.customer.value.Checks;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What cleaning rules found in the rows of a customer or in a product, for readers.
@ApplicationScoped
public class FindingReader {
    private static final String VALUES =
            "field, rule, action, original, repaired, source, import_id, file_line, found_at";

    /// A finding as its reader sees it.
    @RegisterForReflection
    public record Shown(
            String entity,
            UUID rowId,
            @Nullable Long line,
            String field,
            String rule,
            RuleAction action,
            @Nullable String original,
            @Nullable String repaired,
            String source,
            @Nullable UUID importId,
            @Nullable Long fileLine,
            Instant foundAt) {}

    private final Database database;
    private final CursorCodec cursors;

    FindingReader(Database database, CursorCodec cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /// A page of what was found in a customer and its rows.
    ///
    /// @param action only findings of this kind
    public Page<Shown> ofCustomer(
            UUID customerId, @Nullable String action, @Nullable Integer limit, @Nullable String after) {
        @Nullable RuleAction only = Checks.parameter(RuleAction.class, "action", action);
        int most = PageRequest.limit(limit);
        String scope = "findings/%s?action=%s".formatted(customerId, only);
        List<String> position = position(scope, after);
        List<Object> values = new ArrayList<>(List.of(customerId));
        StringBuilder where = new StringBuilder("customer_id = ?");
        if (only != null) {
            where.append(" and action = ?");
            values.add(only.name());
        }
        if (!position.isEmpty()) {
            where.append(" and (entity, row_id, line_no, field, rule) > (?, ?::uuid, ?::bigint, ?, ?)");
            values.addAll(position);
        }
        values.add(most + 1);
        List<Shown> rows = database.call(connection -> Sql.list(
                connection,
                "select entity, row_id, line_no, %s from row_findings where %s order by entity, row_id, line_no, field, rule limit ?"
                        .formatted(VALUES, where),
                row -> shown(row.getString(1), row.getObject(2, UUID.class), row.getLong(3), row, 4),
                values.toArray()));
        List<Shown> items = rows.stream().limit(most).toList();
        return new Page<>(items, rows.size() > most ? cursors.encode(scope, written(items.getLast())) : null);
    }

    /// What was found in a product.
    public List<Shown> ofProduct(UUID productId) {
        return database.call(connection -> Sql.list(
                connection,
                "select product_id, %s from product_findings where product_id = ? order by field, rule"
                        .formatted(VALUES),
                row -> shown("products", row.getObject(1, UUID.class), 0, row, 2),
                productId));
    }

    private List<String> position(String scope, @Nullable String after) {
        String position = cursors.decode(scope, after);
        return position == null ? List.of() : List.of(position.split(" ", -1));
    }

    /// Entities, fields and rules have no spaces.
    private static String written(Shown last) {
        long line = last.line() == null ? 0 : last.line();
        return String.join(" ", last.entity(), last.rowId().toString(), Long.toString(line), last.field(), last.rule());
    }

    private static Shown shown(String entity, UUID rowId, long line, ResultSet row, int first) throws SQLException {
        return new Shown(
                entity,
                rowId,
                line == 0 ? null : line,
                row.getString(first),
                row.getString(first + 1),
                RuleAction.valueOf(row.getString(first + 2)),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getObject(first + 6, UUID.class),
                row.getObject(first + 7, Long.class),
                row.getObject(first + 8, OffsetDateTime.class).toInstant());
    }
}
