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

/// The scheme's tiers, best first. Tiers of an older version of the scheme come last, under their keys: they are
/// neither above nor below the others.
///
/// @param inForce how many of them the scheme in force has
public record TierOrder(List<TierView> tiers, int inForce) {

    public TierOrder {
        tiers = List.copyOf(tiers);
    }

    public static TierOrder read(Connection connection, SchemeView scheme) {
        List<TierView> tiers = scheme.tiers();
        return new TierOrder(tiers, tiers.size())
                .with(Sql.list(
                        connection,
                        "select distinct tier from mart_tier where scheme = ? and tier is not null order by tier",
                        row -> row.getString(1),
                        scheme.key()));
    }

    /// These tiers and, behind them, those of the keys that are not there yet.
    TierOrder with(List<String> keys) {
        List<TierView> all = new ArrayList<>(tiers);
        List<String> known = tiers.stream().map(TierView::key).toList();
        JsonNode nameless = MissingNode.getInstance();
        keys.stream().filter(key -> !known.contains(key)).forEach(key -> all.add(new TierView(key, nameless)));
        return new TierOrder(all, inForce);
    }

    /// Whether both tiers are of the scheme in force, so that one is above the other.
    public boolean comparable(int rank, int other) {
        return rank <= inForce && other <= inForce;
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
