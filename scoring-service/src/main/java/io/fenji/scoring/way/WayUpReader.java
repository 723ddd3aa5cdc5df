package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.SENTENCES;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.way.Effort;
import io.fenji.engine.way.Way;
import io.fenji.engine.way.WayUp;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.CatalogueMetric;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.override.TierOverride;
import io.fenji.scoring.tier.EvaluatedCustomer;
import io.fenji.scoring.tier.EvaluatedCustomers;
import io.fenji.scoring.tier.TierAnswer;
import io.fenji.scoring.value.ModelMetric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Puts the way up together. The database is read in one snapshot and let go before anything is
/// searched or asked.
@ApplicationScoped
class WayUpReader {
    /// @param override that gives the customer a tier
    private record Read(
            EvaluatedCustomer customer, @Nullable TierOverride override) {}

    /// What the search came to.
    private record Result(
            String outcome,
            List<WayUpAnswer.Proposal> proposals,
            boolean complete,
            List<WayUpAnswer.Obstacle> obstacles,
            Map<String, String> words) {}

    private final Database database;
    private final EvaluatedCustomers customers;
    private final MetricCatalogue catalogue;
    private final Forecast forecast;

    WayUpReader(Database database, EvaluatedCustomers customers, MetricCatalogue catalogue, Forecast forecast) {
        this.database = database;
        this.customers = customers;
        this.catalogue = catalogue;
        this.forecast = forecast;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404 when the customer or scheme is not known, or
    ///     has not been
    /// evaluated
    WayUpAnswer read(UUID customerId, String schemeKey, int proposals) {
        Read read = database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            EvaluatedCustomer customer = customers.read(c, customerId, schemeKey);
            boolean given = customer.situation().manualTiers().at(0) != null;
            return new Read(
                    customer,
                    given ? OverrideStore.inForce(c, customerId, schemeKey).orElse(null) : null);
        });
        return answer(read, catalogue.metrics(), proposals, forecast.of(read.customer, read.override));
    }

    private static WayUpAnswer answer(
            Read read,
            Optional<Map<String, CatalogueMetric>> metrics,
            int proposals,
            Optional<Forecast.Foreseen> foreseen) {
        EvaluatedCustomer customer = read.customer;
        TierAnswer tier = customer.answer();
        Vocabulary vocabulary = new Vocabulary(customer.scheme(), CatalogueMetric.terms(metrics.orElse(Map.of())));
        int current = tier.tier() == null
                ? customer.scheme().tiers().size()
                : customer.scheme().tierIndex(tier.tier());
        int next = current - 1;
        Result result = metrics.map(known -> result(read, known, vocabulary, next, proposals))
                .orElseGet(() ->
                        new Result("NOT_KNOWN", List.of(), false, List.of(), words(SENTENCES.phrase("not-known"))));
        return new WayUpAnswer(
                tier.customerId(),
                tier.scheme(),
                tier.schemeVersion(),
                tier.calibrationId(),
                tier.computedAt(),
                Objects.requireNonNull(tier.dataAsOf(), "what a current tier rests on has a time"),
                Objects.requireNonNull(tier.businessDate(), "and a date"),
                tier.tier(),
                tier.tierName(),
                tier.outside(),
                tier.score(),
                vocabulary.tierKey(next),
                vocabulary.tierName(next),
                result.outcome,
                result.proposals,
                result.complete,
                held(customer.scheme(), vocabulary),
                result.obstacles,
                new Turns(vocabulary, tier.tier() != null, read.override).of(foreseen),
                withHeld(result.words, held(customer.scheme(), vocabulary)));
    }

    private static List<WayUpAnswer.Held> held(Scheme scheme, Vocabulary vocabulary) {
        return scheme.metrics().stream()
                .filter(ModelMetric.keys()::contains)
                .map(metric -> new WayUpAnswer.Held(metric, vocabulary.metricName(metric)))
                .toList();
    }

    private static Map<String, String> withHeld(Map<String, String> words, List<WayUpAnswer.Held> held) {
        if (held.isEmpty()) {
            return words;
        }
        Phrase names = SENTENCES.list(
                "list.and",
                held.stream()
                        .map(each -> Phrase.name(each.name(), each.metric()))
                        .toList());
        return Vocabulary.words(
                SENTENCES.list("list.sentences", List.of(Phrase.name(words, ""), SENTENCES.phrase("held", names))));
    }

    private static Result result(
            Read read, Map<String, CatalogueMetric> metrics, Vocabulary vocabulary, int next, int most) {
        EvaluatedCustomer customer = read.customer;
        Way way = WayUp.find(
                customer.evaluator(),
                customer.table(),
                0,
                customer.situation(),
                Levers.of(customer.scheme().metrics(), metrics),
                most,
                Effort.USUAL);
        return switch (way) {
            case Way.AtTop() ->
                new Result(
                        "TOP", List.of(), true, List.of(), words(SENTENCES.phrase("top", vocabulary.tier(next + 1))));
            case Way.Coming coming -> {
                WayUpAnswer.Proposal proposal = new Proposals(vocabulary).coming(coming.attainment());
                yield new Result("COMING", List.of(proposal), true, List.of(), proposal.words());
            }
            case Way.Open(List<Way.Proposal> proposals, boolean complete) ->
                new Result(
                        "OPEN",
                        proposals.stream().map(new Proposals(vocabulary)::of).toList(),
                        complete,
                        List.of(),
                        words(SENTENCES.phrase(
                                !complete ? "open.more" : proposals.size() == 1 ? "open.one" : "open.other",
                                Phrase.of(proposals.size()),
                                vocabulary.tier(next))));
            case Way.Blocked(List<Way.Obstacle> obstacles, boolean complete) ->
                blocked(
                        obstacles.stream()
                                .map(new Obstacles(vocabulary, read.override)::of)
                                .toList(),
                        complete,
                        vocabulary.tier(next));
        };
    }

    private static Result blocked(List<WayUpAnswer.Obstacle> obstacles, boolean complete, Phrase tier) {
        List<Phrase> why = obstacles.stream()
                .map(obstacle -> Phrase.name(obstacle.words(), ""))
                .toList();
        Phrase sentence = why.isEmpty()
                ? SENTENCES.phrase(complete ? "blocked.nothing" : "blocked.incomplete", tier)
                : SENTENCES.phrase("blocked", tier, SENTENCES.list("list.also", why));
        return new Result("BLOCKED", List.of(), complete, obstacles, words(sentence));
    }
}
