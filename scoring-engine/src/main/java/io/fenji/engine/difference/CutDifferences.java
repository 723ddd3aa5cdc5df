package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Cut;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// Differences of cuts: share by share where only shares differ, else the whole.
final class CutDifferences {

    private static final String CUT = "/cut";

    private CutDifferences() {}

    static void find(Differences found, Cut was, Cut is) {
        if (was.equals(is)) {
            return;
        }
        List<BigDecimal> before = shares(was);
        List<BigDecimal> after = shares(is);
        if (!before.isEmpty() && before.size() == after.size() && isBySame(was, is)) {
            for (int i = 0; i < after.size(); i++) {
                if (before.get(i).compareTo(after.get(i)) != 0) {
                    String pointer = CUT + "/shares/" + i;
                    found.changed(
                            "SHARE_CHANGED",
                            pointer,
                            pointer,
                            Phrase.of(i + 1L),
                            Words.percent(before.get(i)),
                            Words.percent(after.get(i)));
                }
            }
        } else {
            found.changed("CUT_CHANGED", CUT, CUT, Words.cut(was), Words.cut(is));
        }
    }

    private static List<BigDecimal> shares(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.shares();
            case Cut.TopShare share -> share.shares();
            case Cut.Score _, Cut.Clusters _, Cut.Rules _ -> List.of();
        };
    }

    private static boolean isBySame(Cut was, Cut is) {
        return was.getClass() == is.getClass() && Objects.equals(metric(was), metric(is));
    }

    private static Object metric(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.metric();
            case Cut.TopShare share -> share.metric() == null ? "" : share.metric();
            case Cut.Score _, Cut.Clusters _, Cut.Rules _ -> "";
        };
    }
}
