package io.fenji.engine.logic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Customers whose variables are within these domains; those not named may be anything.
record Box(Map<Variable, Domain> domains) {

    static final Box EVERYONE = new Box(Map.of());

    Box {
        domains = Map.copyOf(domains);
    }

    /// Those in both, or null when there can be none.
    @Nullable
    Box and(Box other) {
        Map<Variable, Domain> both = new HashMap<>(domains);
        for (Map.Entry<Variable, Domain> entry : other.domains.entrySet()) {
            Domain joined = both.merge(entry.getKey(), entry.getValue(), Domain::and);
            if (joined.isEmpty()) {
                return null;
            }
        }
        return new Box(both);
    }

    /// The only variable that it restricts, or null.
    @Nullable
    Variable only() {
        Set<Variable> variables = domains.keySet();
        return variables.size() == 1 ? variables.iterator().next() : null;
    }
}
