package io.fenji.systemtests.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A closed loop on each of some kept-open connections, for machines without wrk. It reads only what HTTP/1.1 needs to
/// find the end of an answer, so that it costs little beside the server it measures.
record SocketLoad(int seconds) implements LoadGenerator {

    @Override
    public String name() {
        return "a socket loop";
    }

    @Override
    public double run(URI service, String scheme, int size) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long requests = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> loops = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                loops.add(threads.submit(() -> loop(service, scheme, size, random, end)));
            }
            for (Future<Long> loop : loops) {
                requests += loop.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load went wrong", e.getCause());
        }
        return requests / ((System.nanoTime() - begin) / 1e9);
    }

    private static long loop(URI service, String scheme, int size, SplittableRandom random, long end)
            throws IOException {
        long requests = 0;
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                String path =
                        "/v1/customers/01970000-0000-7000-8000-%012x/tiers/%s".formatted(random.nextInt(size), scheme);
                out.write(("GET " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                SocketAnswer.read(in, 200);
                requests++;
            }
        }
        return requests;
    }
}
