package io.fenji.systemtests.bench;

import io.fenji.systemtests.suite.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `./fenji bench [NAME…] [--size N] [--quick]`.
public final class Bench {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<Benchmark> ALL = List.of(
            new ImportBench(),
            new OrderBench(),
            new MetricRefreshBench(),
            new FeedBench(),
            new DuplicateBench(),
            new EvaluationBench(),
            new TierRunBench(),
            new SimulationBench(),
            new TierLatencyBench(),
            new TierReadBench(),
            new TierExportBench(),
            new AsOfBench(),
            new ValueBench(),
            new ValueRunBench(),
            new StartupBench());

    private Bench() {}

    /// Ends the JVM: status 0 when every benchmark gave a result, 1 when one failed, 2 when the arguments are wrong.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        BenchOptions options;
        List<Benchmark> chosen;
        try {
            options = BenchOptions.parse(arguments);
            chosen = choose(options.names());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            help();
            return 0;
        }
        Path folder = module().resolve("target/bench");
        boolean failed = false;
        for (Benchmark benchmark : chosen) {
            failed |= !measure(benchmark, options, folder);
        }
        System.out.println("Results: " + folder);
        return failed ? 1 : 0;
    }

    private static boolean measure(Benchmark benchmark, BenchOptions options, Path folder) {
        System.out.println("== " + benchmark.name() + ": " + benchmark.summary());
        Environment environment = Environment.here();
        FutureTask<BenchResult> work =
                new FutureTask<>(() -> benchmark.run(options, line -> System.out.println("   " + line)));
        Thread thread = Thread.ofPlatform().name("bench-" + benchmark.name()).start(work);
        try {
            // A size of one's own may take as long as it needs.
            BenchResult result = options.size() > 0 ? work.get() : work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            System.out.println();
            System.out.println(new ResultFiles(folder, environment).write(result));
            return true;
        } catch (TimeoutException e) {
            System.err.println(
                    benchmark.name() + " took longer than " + LIMIT.toMinutes() + " minutes and was stopped.");
        } catch (ExecutionException e) {
            System.err.println(benchmark.name() + " failed:");
            Optional.ofNullable(e.getCause()).orElse(e).printStackTrace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        join(thread);
        return false;
    }

    /// Gives an interrupted benchmark time to stop the services it started; what is left goes with this JVM's own
    /// hooks.
    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Benchmark> choose(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        return names.stream()
                .map(name -> ALL.stream()
                        .filter(benchmark -> benchmark.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + name + "; there are "
                                + String.join(
                                        ", ", ALL.stream().map(Benchmark::name).toList()) + ".")))
                .toList();
    }

    private static void help() {
        System.out.println("""
                Usage: ./fenji bench [NAME…] [--size N] [--quick]

                Measures the suite on this machine, each thing against something simple that does the same work.
                Prints the ratios and medians, and writes JSON and Markdown to system-tests/target/bench/.
                Everything stays on loopback; each benchmark ends within 10 minutes unless --size is given.

                  --size N   customers of the generated company
                  --quick    smaller, fewer runs: a look, not a measurement
                """);
        ALL.forEach(benchmark -> System.out.printf("  %-12s %s%n", benchmark.name(), benchmark.summary()));
    }

    /// This module's folder in the checkout.
    static Path module() {
        return Project.root().resolve("system-tests");
    }
}
