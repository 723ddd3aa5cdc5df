package io.fenji.report.analytics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which customers an analysis is about, by their attributes; null does not restrict.
///
/// @param region a country or a province
public record Filters(
        @Nullable String region,
        @Nullable String industry,
        @Nullable String channel,
        @Nullable String accountManager) {
    public static final Filters NONE = new Filters(null, null, null, null);

    /// Conditions on a table `b` that has the attributes as columns, each begun with `and`.
    String sql() {
        return (region == null ? "" : " and ? in (b.country, b.province)")
                + (industry == null ? "" : " and b.industry = ?")
                + (channel == null ? "" : " and b.channel = ?")
                + (accountManager == null ? "" : " and b.account_manager = ?");
    }

    /// A condition on the customer of a table, by the attributes in force now; empty where all are meant.
    String onCustomer(String table) {
        return equals(NONE)
                ? ""
                : " and exists (select from mart_attributes b where b.valid_until is null and b.customer_id = %s.customer_id%s)"
                        .formatted(table, sql());
    }

    /// The values of either condition among those of its statement.
    Object[] values(Object[] before, Object... after) {
        List<Object> values = new ArrayList<>(Arrays.asList(before));
        for (@Nullable String value : new @Nullable String[] {region, industry, channel, accountManager}) {
            if (value != null) {
                values.add(value);
            }
        }
        values.addAll(Arrays.asList(after));
        return values.toArray();
    }
}
