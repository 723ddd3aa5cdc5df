package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import java.util.List;

/// Differences of dimensions and criteria.
final class DimensionDifferences {

    private DimensionDifferences() {}

    static void find(Differences found, List<Dimension> was, List<Dimension> is) {
        Matching dimensions = Matching.of(was, is, Dimension::key);
        dimensions.both((from, to) -> dimension(found, was.get(from), is.get(to), at(from), at(to)));
        dimensions.added(to -> found.added(
                "DIMENSION_ADDED",
                at(to),
                name(is.get(to)),
                Phrase.of(is.get(to).weight())));
        dimensions.removed(from -> found.removed("DIMENSION_REMOVED", at(from), name(was.get(from))));
    }

    private static String at(int dimension) {
        return "/dimensions/" + dimension;
    }

    private static Phrase name(Dimension dimension) {
        return Phrase.name(dimension.name(), dimension.key());
    }

    private static void dimension(Differences found, Dimension was, Dimension is, String from, String to) {
        found.texts("DIMENSION_RENAMED", from + "/name", to + "/name", was.name(), is.name(), Phrase.of(is.key()));
        if (was.weight().compareTo(is.weight()) != 0) {
            found.changed(
                    "DIMENSION_REWEIGHTED",
                    from + "/weight",
                    to + "/weight",
                    name(is),
                    Phrase.of(was.weight()),
                    Phrase.of(is.weight()));
        }
        Matching criteria = Matching.of(was.criteria(), is.criteria(), Criterion::source);
        String old = from + "/criteria/";
        String now = to + "/criteria/";
        criteria.both(
                (a, b) -> criterion(found, was.criteria().get(a), is.criteria().get(b), name(is), old + a, now + b));
        criteria.added(b -> found.added(
                "CRITERION_ADDED",
                now + b,
                name(is),
                source(is.criteria().get(b)),
                Phrase.of(is.criteria().get(b).weight()),
                Words.scale(is.criteria().get(b).scale())));
        criteria.removed(a -> found.removed(
                "CRITERION_REMOVED", old + a, name(is), source(was.criteria().get(a))));
    }

    private static Phrase source(Criterion criterion) {
        return Phrase.of(criterion.source().key());
    }

    private static void criterion(
            Differences found, Criterion was, Criterion is, Phrase dimension, String from, String to) {
        List<Phrase> about = List.of(dimension, source(is));
        if (was.weight().compareTo(is.weight()) != 0) {
            found.changedOf(
                    "CRITERION_REWEIGHTED",
                    from + "/weight",
                    to + "/weight",
                    about,
                    Phrase.of(was.weight()),
                    Phrase.of(is.weight()));
        }
        if (!was.scale().equals(is.scale())) {
            found.changedOf(
                    "SCALE_CHANGED",
                    from + "/scale",
                    to + "/scale",
                    about,
                    Words.scale(was.scale()),
                    Words.scale(is.scale()));
        }
        if (!was.missing().equals(is.missing())) {
            found.changedOf(
                    "MISSING_CHANGED",
                    from + "/missing",
                    to + "/missing",
                    about,
                    Words.missing(was.missing()),
                    Words.missing(is.missing()));
        }
    }
}
