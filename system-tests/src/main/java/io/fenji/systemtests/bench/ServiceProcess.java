package io.fenji.systemtests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A child process that answers HTTP, watched from outside: how long until it answers, how much memory it holds.
final class ServiceProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final double secondsToAnswer;

    private ServiceProcess(Process process, Path log, double secondsToAnswer) {
        this.process = process;
        this.log = log;
        this.secondsToAnswer = secondsToAnswer;
    }

    /// Starts it and waits for the first 200 of the probe.
    ///
    /// @param log where its output goes
    /// @throws IllegalStateException when it ends or does not answer in two minutes
    static ServiceProcess start(List<String> command, Map<String, String> environment, URI probe, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            long begin = System.nanoTime();
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            try {
                awaitAnswer(process, probe, log, begin);
                return new ServiceProcess(process, log, (System.nanoTime() - begin) / 1e9);
            } catch (InterruptedException | RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getLast() + " started", e);
        }
    }

    double secondsToAnswer() {
        return secondsToAnswer;
    }

    /// Resident memory of the process in MiB.
    ///
    /// @throws IllegalStateException where there is no /proc
    double residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the process has ended, see " + log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAnswer(Process process, URI probe, Path log, long begin) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(probe).timeout(Duration.ofSeconds(5)).build();
            while (!answers(http, request)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended before it answered, see " + log);
                }
                if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                    throw new IllegalStateException(probe + " did not answer in " + START_LIMIT + ", see " + log);
                }
                Thread.sleep(Duration.ofMillis(5));
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }
}
