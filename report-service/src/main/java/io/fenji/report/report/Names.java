package io.fenji.report.report;

import io.fenji.report.analytics.MovementQuery.Move;
import io.fenji.report.analytics.RankedCustomer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Names for display.
///
/// @param known whether customer-service told them; otherwise keys stand in
record Names(Map<UUID, String> byId, boolean known) {

    String label(UUID id, @Nullable String key) {
        @Nullable String name = byId.get(id);
        if (name != null) {
            return name;
        }
        return key == null ? id.toString() : key;
    }

    static Set<UUID> asked(List<RankedCustomer> customers, List<Move> risers, List<Move> fallers) {
        Set<UUID> ids = new LinkedHashSet<>();
        customers.forEach(customer -> ids.add(customer.id()));
        risers.forEach(move -> ids.add(move.id()));
        fallers.forEach(move -> ids.add(move.id()));
        return ids;
    }
}
