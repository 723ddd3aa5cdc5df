package io.fenji.report.report;

import io.fenji.report.analytics.MovementQuery.Move;
import io.fenji.report.analytics.RankedCustomer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names for display.
///
/// @param known whether customer-service told them; otherwise keys stand in
record Names(Map<UUID, String> byId, boolean known) {

    /// Marks that turn the direction of text: with one a name can show as another.
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    String label(UUID id, @Nullable String key) {
        @Nullable String name = byId.get(id);
        if (name == null) {
            name = key == null ? id.toString() : key;
        }
        return DIRECTIONS.matcher(name).replaceAll("");
    }

    static Set<UUID> asked(List<RankedCustomer> customers, List<Move> risers, List<Move> fallers) {
        Set<UUID> ids = new LinkedHashSet<>();
        customers.forEach(customer -> ids.add(customer.id()));
        risers.forEach(move -> ids.add(move.id()));
        fallers.forEach(move -> ids.add(move.id()));
        return ids;
    }
}
