package io.fenji.systemtests.bench;

import io.fenji.systemtests.suite.Project;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads of one customer's tier, against the least code that could answer them from the same table.
final class TierReadBench implements Benchmark {
    @Override
    public String name() {
        return "tier-read";
    }

    @Override
    public String summary() {
        return "GET of one customer's tier, requests/s, against a bare JDK server that reads the same row";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 20_000 : 100_000);
        int seconds = options.quick() ? 4 : 10;
        int runs = options.quick() ? 2 : 5;
        LoadGenerator load = LoadGenerator.here(seconds);
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Reading one tier",
                ("`GET /v1/customers/{id}/tiers/{scheme}` of a random one of %,d customers, %d connections kept open, %d s a run after a "
                                + "warm-up, load by %s on the same machine. The bare server is `com.sun.net.httpserver` on virtual threads with "
                                + "one prepared statement on 16 connections to the same PostgreSQL, without validation, problems or freshness.")
                        .formatted(size, LoadGenerator.CONNECTIONS, seconds, load.name()));
        SyntheticBase base = new SyntheticBase(size, 42);
        say.say("loading %,d customers".formatted(size));
        try (LoadedScoring scoring = LoadedScoring.start(base, 256)) {
            String scheme = BenchScheme.key(0);
            scoring.activate(BenchScheme.document(0));
            scoring.run(scheme, true);
            int port = Services.freePort();
            try (ServiceProcess plain = plain(scoring.jdbcUrl(), port)) {
                URI service = scoring.api().base();
                URI bare = URI.create("http://127.0.0.1:" + port);
                load.run(service, scheme, size);
                load.run(bare, scheme, size);
                List<Double> ours = new ArrayList<>();
                List<Double> theirs = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    ours.add(load.run(service, scheme, size));
                    theirs.add(load.run(bare, scheme, size));
                    say.say("%,.0f and %,.0f requests/s".formatted(ours.getLast(), theirs.getLast()));
                }
                Quantity reads = result.quantity("scoring-service", "requests/s", ours);
                Quantity reference = result.quantity("bare JDK server", "requests/s", theirs);
                result.quantity(
                        "scoring-service memory",
                        "MiB",
                        List.of(scoring.service().residentMib()));
                result.quantity("bare server memory", "MiB", List.of(plain.residentMib()));
                result.ratio("service ÷ bare server", reads, reference, "1 would be as fast as bare code");
            }
        }
        return result.build();
    }

    private static ServiceProcess plain(String jdbcUrl, int port) {
        List<String> command = List.of(
                Services.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                jdbcUrl,
                Integer.toString(port));
        Path log = Project.root().resolve("system-tests/target/bench/logs/plain.log");
        return ServiceProcess.start(command, Map.of(), URI.create("http://127.0.0.1:" + port + "/ready"), log);
    }
}
