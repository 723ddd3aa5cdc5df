package io.fenji.report.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.criteria.SchemeView.TierView;
import io.fenji.report.text.Language;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// The scheme's tiers, best first. Tiers that customers still hold from an older version of the scheme come last, under
/// their keys.
public record TierOrder(List<TierView> tiers) {

    public TierOrder {
        tiers = List.copyOf(tiers);
    }

    public static TierOrder read(Connection connection, SchemeView scheme) {
        List<TierView> tiers = new ArrayList<>(scheme.tiers());
        List<String> known = tiers.stream().map(TierView::key).toList();
        JsonNode nameless = MissingNode.getInstance();
        Sql.list(
                        connection,
                        "select distinct tier from mart_tier where scheme = ? and tier is not null order by tier",
                        row -> row.getString(1),
                        scheme.key())
                .stream()
                .filter(held -> !known.contains(held))
                .forEach(held -> tiers.add(new TierView(held, nameless)));
        return new TierOrder(tiers);
    }

    public String[] keys() {
        return tiers.stream().map(TierView::key).toArray(String[]::new);
    }

    /// The tier of a rank, counted from 1 as in SQL.
    public TierView at(int rank) {
        return tiers.get(rank - 1);
    }

    public String name(int rank, Language language) {
        TierView tier = at(rank);
        return SchemeView.localized(tier.name(), language, tier.key());
    }
}
