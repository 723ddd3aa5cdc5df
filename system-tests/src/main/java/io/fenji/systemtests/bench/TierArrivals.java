package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Waits for many customers' new tiers at once: asks for all that are still awaited, again and again, and notes when an
/// answer first has the new one.
final class TierArrivals {
    static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 1_000;

    private final Api scoring;
    private final String scheme;
    private final String tier;
    private final LongFunction<String> customerId;
    /// By the order's number; 0 means not yet.
    private final AtomicLongArray accepted;

    private final long[] arrived;
    private final List<Double> looks = new ArrayList<>();

    TierArrivals(Api scoring, String scheme, String tier, LongFunction<String> customerId, int orders) {
        this.scoring = scoring;
        this.scheme = scheme;
        this.tier = tier;
        this.customerId = customerId;
        this.accepted = new AtomicLongArray(orders);
        this.arrived = new long[orders];
    }

    /// The order of this number was answered just now.
    void accepted(long order) {
        accepted.set(Math.toIntExact(order), System.nanoTime());
    }

    /// Looks until all have arrived.
    ///
    /// @throws IllegalStateException when one does not
    void watch() throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        int missing = arrived.length;
        while (missing > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(missing + " orders changed no tier");
            }
            Map<String, Integer> awaited = awaited();
            if (!awaited.isEmpty()) {
                long begin = System.nanoTime();
                missing -= look(awaited);
                looks.add((System.nanoTime() - begin) / 1e6 + PAUSE.toMillis());
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Milliseconds from the acceptance to the arrival, in order, of the orders from this one on.
    List<Double> millis(int from) {
        List<Double> millis = new ArrayList<>();
        for (int order = from; order < arrived.length; order++) {
            millis.add((arrived[order] - accepted.get(order)) / 1e6);
        }
        millis.sort(null);
        return millis;
    }

    double medianLookMillis() {
        return new Series(looks).median();
    }

    private Map<String, Integer> awaited() {
        Map<String, Integer> awaited = new HashMap<>();
        for (int order = 0; order < arrived.length && awaited.size() < AT_ONCE; order++) {
            if (arrived[order] == 0 && accepted.get(order) != 0) {
                awaited.put(customerId.apply(order), order);
            }
        }
        return awaited;
    }

    private int look(Map<String, Integer> awaited) {
        String ids = awaited.keySet().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        JsonNode found = scoring.post(
                        "/v1/tiers:lookup", "{\"scheme\":\"%s\",\"customerIds\":[%s]}".formatted(scheme, ids))
                .expect(200)
                .json();
        long now = System.nanoTime();
        int count = 0;
        for (JsonNode item : found.path("items")) {
            if (item.path("tier").asText().equals(tier)) {
                arrived[
                        Objects.requireNonNull(
                                awaited.get(item.path("customerId").asText()))] = now;
                count++;
            }
        }
        return count;
    }
}
