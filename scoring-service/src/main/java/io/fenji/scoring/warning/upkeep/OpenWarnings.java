package io.fenji.scoring.warning.upkeep;

import io.fenji.engine.warning.Severity;
import io.fenji.engine.warning.WarningKind;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Warnings that are open, by customer.
final class OpenWarnings {
    /// One of them.
    record Open(
            UUID customerId,
            UUID id,
            WarningKind kind,
            @Nullable String scheme,
            Severity severity,
            String facts) {}

    private final Map<UUID, List<Open>> byCustomer = new HashMap<>();

    /// Those that meet a condition.
    ///
    /// @param condition a constant of ours
    static OpenWarnings read(Connection connection, String condition, @Nullable Object... values) {
        OpenWarnings open = new OpenWarnings();
        Sql.each(
                connection,
                10_000,
                "select customer_id, id, kind, scheme, severity, facts from warnings where resolved_at is null and "
                        + condition,
                row -> {
                    Open one = new Open(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            WarningKind.valueOf(row.getString(3)),
                            row.getString(4),
                            Severity.valueOf(row.getString(5)),
                            row.getString(6));
                    open.byCustomer
                            .computeIfAbsent(one.customerId(), id -> new ArrayList<>(1))
                            .add(one);
                },
                values);
        return open;
    }

    void each(Consumer<List<Open>> ofCustomer) {
        byCustomer.values().forEach(ofCustomer);
    }

    boolean isEmpty() {
        return byCustomer.isEmpty();
    }

    List<Open> of(UUID customerId) {
        return byCustomer.getOrDefault(customerId, List.of());
    }
}
