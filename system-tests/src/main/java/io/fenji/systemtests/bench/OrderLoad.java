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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/// POSTs over kept-open connections, each on a thread of its own: as many as the service takes, or at a steady rate.
/// At a rate the time of an answer counts from the moment at which the request was due, so that a pause is not hidden
/// by requests that were never sent.
final class OrderLoad {
    private final URI service;
    private final LongFunction<String> body;
    private final LongConsumer accepted;
    private final AtomicLong next = new AtomicLong();

    OrderLoad(URI service, LongFunction<String> body) {
        this(service, body, number -> {});
    }

    /// @param body by the request's number, from 0
    /// @param accepted told the number of each request when it has been answered
    OrderLoad(URI service, LongFunction<String> body, LongConsumer accepted) {
        this.service = service;
        this.body = body;
        this.accepted = accepted;
    }

    /// Requests a second that the service takes.
    double rate(int connections, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<List<Double>> millis = loops(connections, (socket, taken) -> {
            while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                post(socket);
                taken.add((System.nanoTime() - sent) / 1e6);
            }
        });
        return millis.stream().mapToInt(List::size).sum() / ((System.nanoTime() - begin) / 1e9);
    }

    /// Milliseconds of each answer at so many requests a second, in order.
    List<Double> latencies(int connections, int rate, int seconds) throws InterruptedException {
        AtomicLong slot = new AtomicLong();
        long begin = System.nanoTime();
        long slots = (long) rate * seconds;
        List<List<Double>> millis = loops(connections, (socket, taken) -> {
            for (long mine = slot.getAndIncrement(); mine < slots; mine = slot.getAndIncrement()) {
                long due = begin + mine * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                post(socket);
                taken.add((System.nanoTime() - due) / 1e6);
            }
        });
        return millis.stream().flatMap(List::stream).sorted().toList();
    }

    private interface Loop {
        void run(Socket socket, List<Double> millis) throws IOException;
    }

    private List<List<Double>> loops(int connections, Loop loop) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    List<Double> millis = new ArrayList<>();
                    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                        socket.setTcpNoDelay(true);
                        loop.run(socket, millis);
                    }
                    return millis;
                }));
            }
            List<List<Double>> all = new ArrayList<>();
            for (Future<List<Double>> each : running) {
                all.add(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load went wrong", e.getCause());
        }
    }

    private void post(Socket socket) throws IOException {
        long number = next.getAndIncrement();
        byte[] json = body.apply(number).getBytes(StandardCharsets.UTF_8);
        byte[] head =
                "POST /v1/orders HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(service.getAuthority(), json.length)
                        .getBytes(StandardCharsets.US_ASCII);
        OutputStream out = socket.getOutputStream();
        byte[] request = new byte[head.length + json.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(json, 0, request, head.length, json.length);
        out.write(request);
        InputStream in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
        SocketAnswer.read(in, 201);
        accepted.accept(number);
    }
}
