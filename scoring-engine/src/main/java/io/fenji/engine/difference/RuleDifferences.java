package io.fenji.engine.difference;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Differences of rules.
final class RuleDifferences {

    private static final String LIST = "/rules";

    private RuleDifferences() {}

    static void find(Differences found, Scheme was, Scheme is) {
        Matching rules = Matching.of(was.rules(), is.rules(), Rule::key);
        rules.both((from, to) -> rule(
                found,
                was.rules().get(from),
                is.rules().get(to),
                LIST + "/" + from,
                LIST + "/" + to,
                effect -> Words.effect(effect, was),
                effect -> Words.effect(effect, is)));
        rules.added(to -> {
            Rule rule = is.rules().get(to);
            found.added(
                    "RULE_ADDED",
                    LIST + "/" + to,
                    Phrase.of(rule.key()),
                    Words.condition(rule.when()),
                    Words.effect(rule.effect(), is));
        });
        rules.removed(from -> found.removed(
                "RULE_REMOVED",
                LIST + "/" + from,
                Phrase.of(was.rules().get(from).key())));
        if (rules.isReordered()) {
            found.changed("RULES_REORDERED", LIST, LIST, keys(was.rules()), keys(is.rules()));
        }
    }

    private static Phrase keys(List<Rule> rules) {
        return Words.SENTENCES.list(
                "list.comma", rules.stream().map(rule -> Phrase.of(rule.key())).collect(Collectors.toList()));
    }

    private static void rule(
            Differences found,
            Rule was,
            Rule is,
            String from,
            String to,
            Function<Rule.Effect, Phrase> before,
            Function<Rule.Effect, Phrase> after) {
        List<Phrase> about = List.of(Phrase.of(is.key()));
        if (!was.when().equals(is.when())) {
            found.changedOf(
                    "RULE_CONDITION_CHANGED",
                    from + "/when",
                    to + "/when",
                    about,
                    Words.condition(was.when()),
                    Words.condition(is.when()));
        }
        if (!was.effect().equals(is.effect())) {
            found.changedOf(
                    "RULE_EFFECT_CHANGED", from, to, about, before.apply(was.effect()), after.apply(is.effect()));
        }
        if (was.viaMovement() != is.viaMovement()) {
            found.changedOf(
                    is.viaMovement() ? "RULE_VIA_MOVEMENT" : "RULE_AT_ONCE",
                    from + "/viaMovement",
                    to + "/viaMovement",
                    about);
        }
    }
}
