package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Tier;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Differences of tiers and their thresholds.
final class TierDifferences {

    private static final String LIST = "/tiers";

    private TierDifferences() {}

    static void find(Differences found, List<Tier> was, List<Tier> is) {
        Matching tiers = Matching.of(was, is, Tier::key);
        tiers.both((from, to) -> tier(found, was.get(from), is.get(to), LIST + "/" + from, LIST + "/" + to));
        tiers.added(to ->
                found.added("TIER_ADDED", LIST + "/" + to, name(is.get(to)), Phrase.of(to + 1L), Phrase.of(is.size())));
        tiers.removed(from -> found.removed("TIER_REMOVED", LIST + "/" + from, name(was.get(from))));
        if (tiers.isReordered()) {
            found.changed("TIERS_REORDERED", LIST, LIST, names(was), names(is));
        }
    }

    private static Phrase name(Tier tier) {
        return Phrase.name(tier.name(), tier.key());
    }

    private static Phrase names(List<Tier> tiers) {
        return Words.SENTENCES.list(
                "list.above", tiers.stream().map(TierDifferences::name).toList());
    }

    private static void tier(Differences found, Tier was, Tier is, String from, String to) {
        found.texts("TIER_RENAMED", from + "/name", to + "/name", was.name(), is.name(), Phrase.of(is.key()));
        threshold(found, "ENTER_CHANGED", from + "/enter", to + "/enter", is, was.enter(), is.enter());
        threshold(found, "LEAVE_CHANGED", from + "/leave", to + "/leave", is, leave(was), leave(is));
    }

    /// What is not said is `enter`, which moves with it.
    private static @Nullable BigDecimal leave(Tier tier) {
        return isSame(tier.leave(), tier.enter()) ? null : tier.leave();
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    private static void threshold(
            Differences found,
            String code,
            String from,
            String to,
            Tier tier,
            @Nullable BigDecimal was,
            @Nullable BigDecimal is) {
        if (!isSame(was, is)) {
            found.changed(code, from, to, name(tier), Words.orNone(was), Words.orNone(is));
        }
    }
}
