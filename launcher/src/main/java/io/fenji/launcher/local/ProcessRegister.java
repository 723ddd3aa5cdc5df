package io.fenji.launcher.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers on disk which processes a launcher started, so that the next one finds those that a killed launcher left
/// behind. A process is recognised by pid and start time: pids are used again.
final class ProcessRegister {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path file;
    private final Path postgresPid;

    ProcessRegister(Path state) {
        this.file = state.resolve("processes");
        this.postgresPid = state.resolve("postgres").resolve("postmaster.pid");
    }

    void add(ProcessHandle process) throws IOException {
        Optional<Instant> start = process.info().startInstant();
        if (start.isPresent()) {
            Files.writeString(
                    file,
                    process.pid() + " " + start.get().toEpochMilli() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /// Stops whatever a killed launcher left behind, services before their database, and returns how many processes.
    /// Call it only while holding the state's lock.
    int stopOrphans() throws IOException {
        List<ProcessHandle> services = orphans();
        Processes.stop(services, GRACE);
        Optional<ProcessHandle> postgres = postgres();
        if (postgres.isPresent()) {
            // SIGTERM would wait for clients; SIGINT is PostgreSQL's fast and still clean shutdown.
            new ProcessBuilder("kill", "-INT", Long.toString(postgres.get().pid()))
                    .inheritIO()
                    .start();
            Processes.await(List.of(postgres.get()), GRACE);
        }
        clear();
        return services.size() + (postgres.isPresent() ? 1 : 0);
    }

    private List<ProcessHandle> orphans() throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 2 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}")) {
                    long start = Long.parseLong(parts[1]);
                    ProcessHandle.of(Long.parseLong(parts[0]))
                            .filter(process -> startedAt(process, start))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<ProcessHandle> postgres() throws IOException {
        if (!Files.exists(postgresPid)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(postgresPid);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static boolean startedAt(ProcessHandle process, long start) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L) == start;
    }
}
