package io.fenji.systemtests.bench;

import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Api;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Start-up time and memory of each packaged service, against a JVM that does nothing but answer HTTP.
final class StartupBench implements Benchmark {
    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String summary() {
        return "start-up time and memory of each service, against a bare JVM that answers HTTP";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        BenchResult.Builder result = BenchResult.of(
                name(),
                "Start-up and memory",
                "From the start of the process to the first 200 of `/q/health/ready`, each service by itself on a migrated, empty database; "
                        + "resident memory (VmRSS) after 200 requests. JVM mode with the local run's options (serial GC, heaps of "
                        + heaps() + " MiB). The bare JVM is `com.sun.net.httpserver` with one handler.");
        int runs = options.quick() ? 2 : 5;
        try (BenchDatabase database = BenchDatabase.start();
                StubCustomerService upstream = new StubCustomerService(new SyntheticBase(0, 1), false)) {
            Samples bare = new Samples();
            for (int i = 0; i < runs; i++) {
                bare.add(bare());
            }
            Quantity bareSeconds = result.quantity("bare JVM: first answer", "s", bare.seconds);
            Quantity bareMib = result.quantity("bare JVM: memory", "MiB", bare.mib);
            for (Service service : Service.values()) {
                say.say(service.module());
                String url = database.ensure(service.module().replace("-service", ""));
                once(service, url, upstream.uri()); // migrates the database
                Samples samples = new Samples();
                for (int i = 0; i < runs; i++) {
                    samples.add(once(service, url, upstream.uri()));
                }
                Quantity seconds = result.quantity(service.module() + ": ready", "s", samples.seconds);
                Quantity mib = result.quantity(service.module() + ": memory", "MiB", samples.mib);
                result.ratio(service.module() + " start ÷ bare JVM", seconds, bareSeconds, "times longer");
                result.ratio(service.module() + " memory ÷ bare JVM", mib, bareMib, "times as much");
            }
        }
        return result.build();
    }

    private static String heaps() {
        return Arrays.stream(Service.values())
                .map(service -> Integer.toString(service.defaultHeap()))
                .collect(Collectors.joining(", "));
    }

    private static Sample once(Service service, String url, URI upstream) {
        Services.Started started = Services.start(service.module(), url, upstream, service.defaultHeap());
        try (ServiceProcess process = started.process()) {
            return sample(process, started.address(), "/q/health/ready");
        }
    }

    private static Sample bare() {
        int port = Services.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        List<String> command = List.of(
                Services.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                "",
                Integer.toString(port));
        Path log = Bench.module().resolve("target/bench/logs/bare.log");
        try (ServiceProcess process = ServiceProcess.start(command, Map.of(), address.resolve("/ready"), log)) {
            return sample(process, address, "/ready");
        }
    }

    private static Sample sample(ServiceProcess process, URI address, String path) {
        Api api = new Api(address);
        for (int i = 0; i < 200; i++) {
            api.get(path).expect(200);
        }
        return new Sample(process.secondsToAnswer(), process.residentMib());
    }

    private record Sample(double seconds, double mib) {}

    private static final class Samples {
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> mib = new ArrayList<>();

        void add(Sample sample) {
            seconds.add(sample.seconds());
            mib.add(sample.mib());
        }
    }
}
