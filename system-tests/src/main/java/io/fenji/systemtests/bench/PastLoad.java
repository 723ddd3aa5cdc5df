package io.fenji.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for random customers' tiers at random moments of a time as they were known at others, on kept-open connections.
record PastLoad(String scheme, int customers, Instant from, Instant to) {
    private static final int CONNECTIONS = LoadGenerator.CONNECTIONS;

    /// How long answers took.
    ///
    /// @param nanos ascending
    record Latencies(List<Long> nanos) {
        double millis(double share) {
            return nanos.get((int) Math.min(nanos.size() - 1L, (long) (nanos.size() * share))) / 1e6;
        }
    }

    /// As many requests as answers allow.
    ///
    /// @return requests a second
    double peak(URI service, int seconds) throws InterruptedException {
        return load(service, seconds, 0).nanos().size() / (double) seconds;
    }

    /// So many requests a second, each due at its time whether those before are answered or not: the time until then
    /// counts.
    Latencies paced(URI service, int seconds, double rate) throws InterruptedException {
        return load(service, seconds, rate);
    }

    private Latencies load(URI service, int seconds, double rate) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long[] all = {};
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> loops = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                long step = rate == 0 ? 0 : (long) (1e9 * CONNECTIONS / rate);
                long first = begin + step * i / CONNECTIONS;
                loops.add(threads.submit(() -> loop(service, random, first, step, end)));
            }
            for (Future<List<Long>> loop : loops) {
                long[] some = loop.get().stream().mapToLong(Long::longValue).toArray();
                int before = all.length;
                all = Arrays.copyOf(all, before + some.length);
                System.arraycopy(some, 0, all, before, some.length);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load went wrong", e.getCause());
        }
        Arrays.sort(all);
        return new Latencies(Arrays.stream(all).boxed().toList());
    }

    /// @param step nanoseconds between requests, 0 for none
    private List<Long> loop(URI service, SplittableRandom random, long first, long step, long end)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            long due = step == 0 ? System.nanoTime() : first;
            while (due < end) {
                long early = due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                out.write(("GET " + path(random) + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                SocketAnswer.read(in, 200);
                long now = System.nanoTime();
                nanos.add(now - due);
                due = step == 0 ? now : due + step;
            }
        }
        return nanos;
    }

    private String path(SplittableRandom random) {
        Instant asOf = moment(random);
        Instant knownAt = moment(random);
        return "/v1/customers/01970000-0000-7000-8000-%012x/tiers/%s?asOf=%s&knownAt=%s"
                .formatted(random.nextInt(customers), scheme, asOf, knownAt);
    }

    private Instant moment(SplittableRandom random) {
        return Instant.ofEpochSecond(random.nextLong(from.getEpochSecond(), to.getEpochSecond()));
    }
}
