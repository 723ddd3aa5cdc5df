package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The overrides of loaded customers, few as a rule, by the row of their metric table.
final class ManualTierRows {
    /// Query for the overrides that hold.
    static final String IN_FORCE = """
            select * from overrides
            where ended_at is null and (expires_on is null
              or expires_on > coalesce((select business_date from metric_copy), '-infinity'))""";

    private record Effect(
            @Nullable String tier,
            @Nullable String floor,
            @Nullable String ceiling) {}

    private final Map<Integer, Effect> byRow = new HashMap<>();

    /// Loads the overrides of customers.
    static ManualTierRows load(Connection connection, String scheme, CustomerScope scope, RowIndex customers) {
        ManualTierRows manual = new ManualTierRows();
        Sql.each(
                connection,
                0,
                "select customer_id, tier, floor, ceiling from (" + IN_FORCE + ") o where scheme = ? and "
                        + scope.on("customer_id"),
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    int index = customers.row(id.getMostSignificantBits(), id.getLeastSignificantBits());
                    if (index != RowIndex.NONE) {
                        manual.byRow.put(index, new Effect(row.getString(2), row.getString(3), row.getString(4)));
                    }
                },
                scheme);
        return manual;
    }

    boolean isGiven(int row) {
        return byRow.containsKey(row);
    }

    /// As this version of the scheme sees them: tiers that it does not have mean nothing.
    ManualTiers of(Scheme scheme) {
        if (byRow.isEmpty()) {
            return ManualTiers.NONE;
        }
        // Asked about every row: a map alone would make an Integer of each.
        BitSet given = new BitSet();
        Map<Integer, ManualTier> tiers = new HashMap<>();
        byRow.forEach((row, effect) -> {
            given.set(row);
            tiers.put(
                    row,
                    new ManualTier(
                            index(scheme, effect.tier), index(scheme, effect.floor), index(scheme, effect.ceiling)));
        });
        return row -> given.get(row) ? tiers.get(row) : null;
    }

    private static int index(Scheme scheme, @Nullable String tier) {
        return tier == null ? -1 : scheme.tierIndex(tier);
    }
}
