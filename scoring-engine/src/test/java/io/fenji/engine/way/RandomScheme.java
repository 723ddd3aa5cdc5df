package io.fenji.engine.way;

import io.fenji.engine.Schemes;
import io.fenji.engine.scheme.Scheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Small schemes of every kind of scale, cut, rule and movement over some metrics whose values are a
/// few units. Half of them are plain: by a score over all metrics, of most of which more is better, and
/// with few rules.
public final class RandomScheme {
    private static final List<String> TIERS = List.of("A", "B", "C", "D");

    private final Random random;
    private final List<String> metrics;
    private final BigDecimal unit;
    private final int tiers;
    private final boolean plain;
    private final boolean fallsAtOnce;

    private RandomScheme(Random random, List<String> metrics, BigDecimal unit, boolean fallsAtOnce) {
        this.random = random;
        this.metrics = metrics;
        this.unit = unit;
        this.fallsAtOnce = fallsAtOnce;
        plain = random.nextBoolean();
        tiers = plain ? 4 : 2 + random.nextInt(3);
    }

    /// @param unit what the metrics' values are a few of
    /// @param fallsAtOnce whether it is reviewed each month and moves nobody down later than then
    public static Scheme of(Random random, List<String> metrics, BigDecimal unit, boolean fallsAtOnce) {
        return Schemes.read(new RandomScheme(random, metrics, unit, fallsAtOnce).document());
    }

    private String document() {
        boolean shares = false;
        String cut;
        boolean byScore = true;
        switch (plain ? 9 : random.nextInt(9)) {
            case 0 -> {
                cut = "{'type':'topShare','shares':[%s]}".formatted(shares());
                shares = true;
            }
            case 1 -> {
                cut = "{'type':'topShare','metric':'%s','shares':[%s]}".formatted(metric(), shares());
                byScore = false;
            }
            case 2 -> {
                cut = "{'type':'valueShare','metric':'%s','shares':[%s]}".formatted(metric(), shares());
                byScore = false;
            }
            case 3, 4 -> {
                cut = clusters();
                byScore = false;
            }
            case 5 -> {
                cut = random.nextBoolean()
                        ? "{'type':'rules','otherwise':'%s'}".formatted(TIERS.get(tiers - 1))
                        : "{'type':'rules'}";
                byScore = false;
            }
            default -> cut = "{'type':'score'}";
        }
        boolean thresholds = byScore && !shares;
        return """
                {'key':'t','name':{'en':'T'}%s,'dimensions':[%s],'cut':%s,'tiers':[%s],'rules':[%s]%s}""".formatted(
                        random.nextInt(6) == 0 ? ",'population':" + condition(1) : "",
                        byScore || random.nextInt(4) == 0 ? dimensions() : "",
                        cut,
                        tiers(thresholds),
                        IntStream.range(0, random.nextInt(plain ? 2 : byScore ? 3 : 4))
                                .mapToObj(this::rule)
                                .collect(Collectors.joining(",")),
                        movement());
    }

    private String metric() {
        return metrics.get(random.nextInt(metrics.size()));
    }

    private String shares() {
        return IntStream.range(1, tiers)
                .mapToObj(i -> BigDecimal.valueOf(i * 10L / tiers, 1).toPlainString())
                .collect(Collectors.joining(","));
    }

    private String clusters() {
        List<String> features = metrics.stream()
                .filter(metric -> random.nextInt(5) > 0)
                .map(metric -> "{'metric':'%s','better':'%s','transform':'%s'}"
                        .formatted(
                                metric,
                                random.nextInt(3) == 0 ? "lower" : "higher",
                                random.nextInt(3) == 0 ? "log" : "none"))
                .toList();
        return "{'type':'clusters','seed':%d,'features':[%s]}"
                .formatted(
                        random.nextInt(1000),
                        features.isEmpty() ? "{'metric':'%s'}".formatted(metric()) : String.join(",", features));
    }

    private String tiers(boolean thresholds) {
        List<String> all = new ArrayList<>();
        int enter = 99;
        for (int i = 0; i < tiers; i++) {
            String key = TIERS.get(i);
            enter -= 5 + random.nextInt(30);
            enter = Math.max(enter, 15 - 5 * i);
            all.add(
                    !thresholds || i == tiers - 1
                            ? "{'key':'%s','name':{'en':'%s'}}".formatted(key, key)
                            : "{'key':'%s','name':{'en':'%s'},'enter':%d,'leave':%d}"
                                    .formatted(key, key, enter, enter - random.nextInt(5)));
        }
        return String.join(",", all);
    }

    private String dimensions() {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(d ->
                        "{'key':'d%d','weight':%d,'criteria':[%s]}".formatted(d, 1 + random.nextInt(3), criteria()))
                .collect(Collectors.joining(","));
    }

    private String criteria() {
        List<String> all = new ArrayList<>();
        int size = plain ? metrics.size() : 2 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            all.add(
                    !plain && random.nextInt(10) == 0
                            ? "{'attribute':'kind','weight':1,'scale':{'type':'category','points':{'PERSON':40},'otherwise':10}}"
                            : "{'metric':'%s','weight':%d,'scale':%s,'missing':%s}"
                                    .formatted(
                                            plain ? metrics.get(i) : metric(),
                                            1 + random.nextInt(7),
                                            scale(),
                                            missing()));
        }
        return String.join(",", all);
    }

    private String missing() {
        return switch (random.nextInt(9)) {
            case 0 -> "'neutral'";
            case 1, 2 -> "'redistribute'";
            case 3 -> "'ineligible'";
            default -> "{'points':%d}".formatted(random.nextInt(101));
        };
    }

    private String scale() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> steps();
            case 2 -> line("log", 1);
            case 3 -> "{'type':'decay','halfLifeDays':%s}".formatted(value(1 + random.nextInt(8)));
            case 4 -> "{'type':'quantile','bins':%d,'better':'%s'}".formatted(2 + random.nextInt(4), better());
            case 5 -> "{'type':'percentile','better':'%s'}".formatted(better());
            default -> line("linear", 0);
        };
    }

    private String better() {
        return isDown() ? "lower" : "higher";
    }

    private boolean isDown() {
        return random.nextInt(plain ? 8 : 3) == 0;
    }

    /// Points go up and down.
    private String steps() {
        return "{'type':'steps','steps':[%s]}"
                .formatted(random.ints(0, 12)
                        .distinct()
                        .limit(1 + random.nextInt(4))
                        .sorted()
                        .mapToObj(from -> "[%s,%d]".formatted(value(from), random.nextInt(101)))
                        .collect(Collectors.joining(",")));
    }

    private String line(String type, int least) {
        int from = least + random.nextInt(8);
        int to = from + 1 + random.nextInt(10);
        boolean down = isDown();
        return "{'type':'%s','from':%s,'to':%s}".formatted(type, value(down ? to : from), value(down ? from : to));
    }

    private String rule(int i) {
        String tier = TIERS.get(random.nextInt(tiers));
        String effect = switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> "'assign':'%s'".formatted(tier);
            case 4, 5, 6, 7 -> "'floor':'%s'".formatted(TIERS.get(0));
            case 8, 9, 10 -> "'cap':'%s'".formatted(tier);
            default -> "'exclude':true";
        };
        return "{'key':'r%d','when':%s,%s,'viaMovement':%s}".formatted(i, condition(2), effect, random.nextBoolean());
    }

    private String condition(int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(6);
        return switch (kind) {
            case 0 -> "{'all':[%s,%s]}".formatted(condition(depth - 1), condition(depth - 1));
            case 1 -> "{'any':[%s,%s]}".formatted(condition(depth - 1), condition(depth - 1));
            case 2 -> "{'not':%s}".formatted(condition(depth - 1));
            default -> comparison();
        };
    }

    private String comparison() {
        int limit = random.nextInt(12);
        return "{'metric':'%s',%s}"
                .formatted(
                        metric(),
                        switch (random.nextInt(6)) {
                            case 0 -> "'atLeast':" + value(limit);
                            case 1 -> "'over':" + value(limit);
                            case 2 -> "'atMost':" + value(limit);
                            case 3 -> "'under':" + value(limit);
                            case 4 -> "'equals':" + value(limit);
                            default -> "'between':[%s,%s]".formatted(value(limit), value(limit + random.nextInt(4)));
                        });
    }

    private String movement() {
        if (fallsAtOnce) {
            return ",'movement':{'upgrade':{'at':'%s'%s},'downgrade':'%s'},'review':{'every':'month','day':31}"
                    .formatted(at(), maybe("maxSteps", 1 + random.nextInt(2)), at());
        }
        if (random.nextInt(3) > 0) {
            return "";
        }
        return ",'movement':{'upgrade':{'at':'%s'%s},'downgrade':{'at':'%s'%s%s%s%s}},'review':%s"
                .formatted(
                        at(),
                        maybe("maxSteps", 1 + random.nextInt(2)),
                        at(),
                        maybe("maxSteps", 1 + random.nextInt(2)),
                        maybe("graceDays", 10),
                        maybe("minStayDays", 20),
                        random.nextInt(3) == 0 ? ",'renewal':" + condition(1) : "",
                        random.nextBoolean() ? "{'every':'month','day':31}" : "{'every':'anniversary'}");
    }

    private String maybe(String property, int value) {
        return random.nextBoolean() ? "" : ",'%s':%d".formatted(property, value);
    }

    private String at() {
        return random.nextBoolean() ? "immediate" : "review";
    }

    /// So many units, and now and then a little more.
    private String value(int units) {
        BigDecimal value = unit.multiply(BigDecimal.valueOf(units));
        return (random.nextInt(8) == 0 ? value.add(new BigDecimal("0.0003")) : value).toPlainString();
    }
}
