package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A service as a child process, logging to a file.
final class ServiceProcess {
    /// A status above this is the number of the signal that ended the process.
    private static final int SIGNALLED = 128;

    private static final int KILLED = SIGNALLED + 9;
    private static final String STARTING = "service.died.starting";

    private final Service service;
    private final Process process;
    private final URI ready;
    private final Path log;

    private ServiceProcess(Service service, Process process, URI ready, Path log) {
        this.service = service;
        this.process = process;
        this.ready = ready;
        this.log = log;
    }

    /// Starts it; it is ready some seconds later.
    ///
    /// @param environment what is added to this process's own
    static ServiceProcess start(Service service, SuiteOptions options, Map<String, String> environment, Path log)
            throws IOException {
        Path jar = service.jar(options.root());
        if (Files.exists(log)) {
            Files.move(log, Path.of(log + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx" + service.defaultHeap() * options.heapFactor() + "m");
        if (options.heapFactor() == 1) {
            // For a company of the demo's size the optimising compiler takes more than it gives: on two cores the
            // services started in 15 s instead of 7 s with it.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        URI ready = options.ports().address(service).resolve("/q/health/ready");
        return new ServiceProcess(service, builder.start(), ready, log);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Service service() {
        return service;
    }

    /// Whether it says that it is ready.
    ///
    /// @throws Failure if it has ended
    boolean isReady(HttpClient http) {
        requireAlive(STARTING);
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(stopped, "interrupted");
        }
    }

    void requireAlive(String sentence) {
        if (!process.isAlive()) {
            throw died(sentence);
        }
    }

    Failure late(Duration limit) {
        return new Failure("service.late", service.module(), limit.toSeconds(), LogTail.cause(log), log);
    }

    private Failure died(String sentence) {
        if (process.exitValue() == KILLED) {
            // Its log cannot know: the last error there may be hours old.
            return new Failure("service.killed", service.module(), log);
        }
        if (process.exitValue() > SIGNALLED) {
            String signal = Integer.toString(process.exitValue() - SIGNALLED);
            return new Failure("service.terminated", service.module(), signal, log);
        }
        // While it starts every line of its log is of this start; later the last error may be hours old.
        String cause = sentence.equals(STARTING) ? LogTail.cause(log) : LogTail.last(log);
        if (cause.isEmpty()) {
            return new Failure("service.died.silent", service.module(), Integer.toString(process.exitValue()), log);
        }
        return Failures.isDiskFull(cause)
                ? new Failure("disk.full", log)
                : new Failure(sentence, service.module(), Integer.toString(process.exitValue()), cause, log);
    }
}
