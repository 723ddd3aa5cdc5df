package io.fenji.engine.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the search finds is what trying every amount finds, whatever the scheme.
class WayUpPropertyTest {
    private static final int SCHEMES = 2_400;
    private static final int BOX = 9;
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 29);
    private static final Effort FEW = new Effort(3, 8, 8, 2, 300_000, 100_000_000);
    private static final Effort ALL = new Effort(3, 8, 8, 100_000, 300_000, 100_000_000);

    @Test
    void findsWhatBruteForceFinds() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 0; seed < SCHEMES; seed++) {
            outcomes.merge(new Case(seed).check(), 1, Integer::sum);
        }
        assertThat(outcomes).as("enough of every kind").containsKeys("top", "coming", "blocked", "1", "2", "3");
    }

    /// One scheme and customer.
    private static final class Case {
        private final Random random;
        private final String place;
        private final BigDecimal unit;
        private final List<Lever> levers;
        private final List<String> metrics;
        private final ExistingTiers existing;
        private final Scheme scheme;
        private final Evaluator evaluator;
        private final MetricTable customer;
        private final Situation situation;

        Case(long seed) {
            random = new Random(seed);
            unit = List.of(BigDecimal.ONE, new BigDecimal("0.5"), new BigDecimal("0.01"))
                    .get(random.nextInt(3));
            levers = levers();
            metrics = levers.stream()
                    .flatMap(lever -> lever.metrics().stream())
                    .distinct()
                    .toList();
            existing = existing();
            scheme = RandomScheme.of(random, metrics, unit, existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW);
            MetricTable base = table(20 + random.nextInt(20));
            evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, base));
            customer = table(1);
            situation = situation();
            place = "seed %d: %s with %s in %s, levers %s".formatted(seed, scheme, values(customer), situation, levers);
        }

        private List<Lever> levers() {
            List<List<Lever>> pool = new ArrayList<>(List.of(
                    List.of(up("orders", Lever.Moves.BY_AMOUNT, "orders.90d", "orders.365d")),
                    List.of(up("spend", Lever.Moves.BY_AMOUNT, "spend.365d")),
                    List.of(down("recency", Lever.Moves.BY_AMOUNT, "recencyDays")),
                    List.of(up("largest", Lever.Moves.TO_LEVEL, "largestOrder.30d", "largestOrder.365d")),
                    List.of(
                            up("rating", Lever.Moves.BY_AMOUNT, "creditRating"),
                            down("rating", Lever.Moves.BY_AMOUNT, "creditRating")),
                    List.of(down("gap", Lever.Moves.TO_LEVEL, "orderGapDays"))));
            Collections.shuffle(pool, random);
            return pool.subList(0, random.nextInt(3) == 0 ? 2 : 3).stream()
                    .flatMap(List::stream)
                    .toList();
        }

        private Lever up(String key, Lever.Moves moves, String... all) {
            long step = Fixed.of(unit);
            long most = random.nextInt(3) == 0 ? Lever.NO_LIMIT : (4 + random.nextInt(10)) * step;
            return new Lever(key, List.of(all), moves, true, step, -Lever.NO_LIMIT, most, absent(step));
        }

        private Lever down(String key, Lever.Moves moves, String... all) {
            long step = Fixed.of(unit);
            return new Lever(
                    key, List.of(all), moves, false, step, random.nextInt(3) * step, Lever.NO_LIMIT, absent(8 * step));
        }

        private long absent(long start) {
            return random.nextBoolean() ? start : MetricColumn.ABSENT;
        }

        private MetricTable table(int rows) {
            List<String> all = new ArrayList<>(metrics);
            all.add("tenureDays");
            TableBuilder table = new TableBuilder(all, List.of("kind"), rows);
            for (int row = 0; row < rows; row++) {
                table.addRow();
                for (String metric : metrics) {
                    if (random.nextInt(7) > 0) {
                        table.metric(metric, unit.multiply(BigDecimal.valueOf(random.nextInt(10))));
                    }
                }
                if (random.nextBoolean()) {
                    table.metric("tenureDays", BigDecimal.valueOf(random.nextInt(900)));
                }
                table.attribute("kind", random.nextBoolean() ? "PERSON" : "ORGANIZATION");
            }
            return table.build();
        }

        private ExistingTiers existing() {
            return switch (random.nextInt(15)) {
                case 0 -> new ExistingTiers(ExistingTiers.Mode.AT_NEXT_REVIEW, Stays.NO_DATE);
                case 1 -> new ExistingTiers(ExistingTiers.Mode.UPGRADES_ONLY, Stays.NO_DATE);
                case 2 -> new ExistingTiers(ExistingTiers.Mode.PROTECT_UNTIL, Math.toIntExact(TODAY.toEpochDay()) + 9);
                default -> ExistingTiers.APPLY_NOW;
            };
        }

        private Situation situation() {
            int tiers = scheme.tiers().size();
            int today = Math.toIntExact(TODAY.toEpochDay());
            int since = today - (random.nextInt(3) == 0 ? 0 : random.nextInt(60));
            Stay stay = random.nextInt(4) == 0
                    ? new Stay(-1, Stays.NO_DATE, Stays.NO_DATE, Stays.NO_DATE)
                    : new Stay(
                            random.nextInt(tiers),
                            random.nextInt(5) == 0 ? Stays.NO_DATE : since,
                            random.nextInt(4) == 0 ? today + random.nextInt(15) - 5 : Stays.NO_DATE,
                            // The review before this day has been made.
                            random.nextInt(5) == 0 ? Stays.NO_DATE : today - random.nextInt(28),
                            existing.keeps() ? random.nextInt(tiers + 1) - 1 : -1);
            ManualTier manual = switch (random.nextInt(12)) {
                case 0 -> new ManualTier(random.nextInt(tiers), -1, -1);
                case 1 -> new ManualTier(-1, random.nextInt(tiers), -1);
                case 2 -> new ManualTier(-1, -1, random.nextInt(tiers));
                default -> null;
            };
            return new Situation(stay, manual == null ? ManualTiers.NONE : row -> manual, TODAY, false, existing);
        }

        private Map<String, Long> values(MetricTable table) {
            Map<String, Long> values = new LinkedHashMap<>();
            metrics.forEach(metric -> values.put(metric, table.metric(metric).at(0)));
            values.put("tenureDays", table.metric("tenureDays").at(0));
            return values;
        }

        String check() {
            int current = evaluator.evaluate(customer, situation).tierCode(0);
            int goal = (current < 0 ? scheme.tiers().size() : current) - 1;
            Way way = WayUp.find(evaluator, customer, 0, situation, levers, Integer.MAX_VALUE, ALL);
            if (goal < 0) {
                assertThat(way).as(place).isEqualTo(new Way.AtTop());
                return "top";
            }
            Optional<Attainment> coming = reaches(goal, new long[levers.size()]);
            if (coming.isPresent()) {
                assertThat(way).as(place).isEqualTo(new Way.Coming(coming.get()));
                return "coming";
            }
            Map<List<Long>, Attainment> expected = minimal(goal);
            Map<List<Long>, Attainment> found = new HashMap<>();
            int together = 0;
            boolean all = true;
            switch (way) {
                case Way.Open(List<Way.Proposal> proposals, boolean complete) -> {
                    all = complete;
                    for (Way.Proposal proposal : proposals) {
                        List<Long> amounts = amounts(proposal);
                        if (amounts.stream().allMatch(amount -> amount <= BOX)) {
                            together = Math.max(together, proposal.changes().size());
                            found.put(amounts, proposal.attainment());
                        }
                    }
                }
                case Way.Blocked blocked -> all = blocked.complete();
                case Way.AtTop _, Way.Coming _ -> throw new AssertionError(way + ", " + place);
            }
            if (!all) {
                assertThat(expected).as(place).containsAllEntriesOf(found);
                return "incomplete";
            }
            assertThat(found).as(place).isEqualTo(expected);
            samplesAreAmong(way);
            return found.isEmpty() ? way instanceof Way.Blocked ? "blocked" : "far" : Integer.toString(together);
        }

        /// Where there are too many of the same levers only some are given, and they are no less
        /// minimal.
        private void samplesAreAmong(Way all) {
            if (all instanceof Way.Open(List<Way.Proposal> proposals, boolean _)) {
                Way few = WayUp.find(evaluator, customer, 0, situation, levers, 3, FEW);
                assertThat(few).as(place).isInstanceOf(Way.Open.class);
                Way.Open open = (Way.Open) few;
                assertThat(open.proposals()).as(place).isNotEmpty().isSubsetOf(proposals);
                assertThat(!open.complete() || open.proposals().size() == proposals.size())
                        .as(place)
                        .isTrue();
            }
        }

        /// What reaches the goal, and nothing less does.
        private Map<List<Long>, Attainment> minimal(int goal) {
            Map<List<Long>, Attainment> minimal = new LinkedHashMap<>();
            long[] amounts = new long[levers.size()];
            while (next(amounts)) {
                List<Long> here = asList(amounts);
                if (isSensible(amounts) && minimal.keySet().stream().noneMatch(less -> isLess(less, here))) {
                    reaches(goal, amounts).ifPresent(attainment -> minimal.put(here, attainment));
                }
            }
            return minimal;
        }

        /// In an order in which nothing later is less than what was before.
        private boolean next(long[] amounts) {
            for (int i = amounts.length - 1; i >= 0; i--) {
                amounts[i]++;
                if (amounts[i] <= BOX) {
                    return true;
                }
                amounts[i] = 0;
            }
            return false;
        }

        /// Nothing is pulled two ways or beyond its limits.
        private boolean isSensible(long[] amounts) {
            Set<String> keys = new TreeSet<>();
            for (int i = 0; i < amounts.length; i++) {
                Lever lever = levers.get(i);
                if (amounts[i] > 0) {
                    boolean again = !keys.add(lever.key());
                    Map<String, Long> values = after(lever, amounts[i]);
                    values.entrySet()
                            .removeIf(value -> customer.metric(value.getKey()).at(0) == value.getValue());
                    if (again
                            || values.isEmpty()
                            || values.values().stream()
                                    .anyMatch(value -> lever.up() ? value > lever.most() : value < lever.least())) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean isLess(List<Long> less, List<Long> than) {
            for (int i = 0; i < less.size(); i++) {
                if (less.get(i) > than.get(i)) {
                    return false;
                }
            }
            return true;
        }

        private static List<Long> asList(long[] amounts) {
            List<Long> list = new ArrayList<>();
            for (long amount : amounts) {
                list.add(amount);
            }
            return list;
        }

        /// The metrics that a lever moves, after an amount.
        private Map<String, Long> after(Lever lever, long amount) {
            Map<String, Long> after = new HashMap<>();
            long sign = lever.up() ? 1 : -1;
            long furthest = lever.up() ? Long.MAX_VALUE : Long.MIN_VALUE;
            for (String metric : lever.metrics()) {
                long now = customer.metric(metric).at(0);
                if (!scheme.metrics().contains(metric)
                        || (now == MetricColumn.ABSENT && lever.start() == MetricColumn.ABSENT)) {
                    continue;
                }
                long from = now == MetricColumn.ABSENT ? lever.start() - sign * lever.step() : now;
                furthest = lever.up() ? Math.min(furthest, from) : Math.max(furthest, from);
                after.put(metric, from);
            }
            long level = furthest + sign * amount * lever.step();
            after.replaceAll((metric, from) -> switch (lever.moves()) {
                case BY_AMOUNT -> from + sign * amount * lever.step();
                case TO_LEVEL ->
                    customer.metric(metric).at(0) == MetricColumn.ABSENT
                            ? level
                            : lever.up() ? Math.max(from, level) : Math.min(from, level);
            });
            return after;
        }

        private List<Long> amounts(Way.Proposal proposal) {
            long[] amounts = new long[levers.size()];
            for (Way.Change change : proposal.changes()) {
                Map<String, BigDecimal> to = new HashMap<>();
                change.moves().forEach(move -> to.put(move.metric(), move.to()));
                long amount = 0;
                boolean same = false;
                while (!same && amount <= BOX) {
                    amount++;
                    Map<String, Long> after = after(change.lever(), amount);
                    after.entrySet()
                            .removeIf(value -> customer.metric(value.getKey()).at(0) == value.getValue());
                    same = after.size() == to.size()
                            && after.entrySet().stream()
                                    .allMatch(value ->
                                            Fixed.toDecimal(value.getValue()).equals(to.get(value.getKey())));
                }
                amounts[levers.indexOf(change.lever())] = amount;
            }
            return asList(amounts);
        }

        /// Evaluates the customer with other values, today and, as long as a move up or the version waits, when it
        /// comes.
        private Optional<Attainment> reaches(int goal, long[] amounts) {
            Map<String, Long> values = values(customer);
            for (int i = 0; i < amounts.length; i++) {
                if (amounts[i] > 0) {
                    values.putAll(after(levers.get(i), amounts[i]));
                }
            }
            Situation now = situation;
            Waiting first = null;
            while (now.businessDate().isBefore(TODAY.plusYears(5))) {
                MetricTable table = table(values, now.businessDate());
                Evaluation evaluation = evaluator.evaluate(table, now);
                int tier = evaluation.tierCode(0);
                if (tier >= 0 && tier <= goal) {
                    return Optional.of(new Attainment(tier, first, first == null ? null : now.businessDate()));
                }
                LocalDate next;
                if (existing.mode() == ExistingTiers.Mode.AT_NEXT_REVIEW && evaluation.keptTierCode(0) >= 0) {
                    first = Waiting.VERSION_AT_REVIEW;
                    next = now.businessDate().plusDays(1);
                } else {
                    Explanation.MovementPart movement =
                            evaluator.explain(table, 0, now).movement();
                    if (movement == null
                            || movement.waiting() == null
                            || movement.target() == null
                            || scheme.tierIndex(movement.target()) >= evaluation.heldTierCode(0)) {
                        return Optional.empty();
                    }
                    first = first == null ? movement.waiting() : first;
                    next = movement.until();
                }
                now = new Situation(
                        new Stay(
                                evaluation.heldTierCode(0),
                                evaluation.since(0),
                                evaluation.graceUntil(0),
                                evaluation.reviewedOn(0),
                                evaluation.keptTierCode(0)),
                        now.manualTiers(),
                        next,
                        true,
                        existing);
            }
            return Optional.empty();
        }

        /// The days as a customer go on.
        private MetricTable table(Map<String, Long> values, LocalDate on) {
            TableBuilder table = new TableBuilder(values.keySet(), List.of("kind"), 1);
            table.addRow();
            values.forEach((metric, value) -> table.metric(
                    table.metricColumn(metric),
                    metric.equals("tenureDays") && value != MetricColumn.ABSENT
                            ? value + (on.toEpochDay() - TODAY.toEpochDay()) * Fixed.ONE
                            : value));
            int kind = customer.attribute("kind").at(0);
            table.attribute("kind", customer.attribute("kind").dictionary().get(kind));
            return table.build();
        }
    }
}
