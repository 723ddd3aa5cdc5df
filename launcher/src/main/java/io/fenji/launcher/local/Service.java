package io.fenji.launcher.local;

import io.fenji.launcher.console.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/// The three services.
public enum Service {
    CUSTOMER("customer-service", "customer", 8081, 288),
    SCORING("scoring-service", "scoring", 8082, 256),
    REPORT("report-service", "report", 8083, 224);

    private final String module;
    private final String database;
    private final int defaultPort;
    private final int defaultHeap;

    Service(String module, String database, int defaultPort, int defaultHeap) {
        this.module = module;
        this.database = database;
        this.defaultPort = defaultPort;
        this.defaultHeap = defaultHeap;
    }

    /// Name of the service, which is also that of its Maven module.
    public String module() {
        return module;
    }

    String database() {
        return database;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /// MiB. With PostgreSQL and the launcher the suite fits into 1.5 GiB.
    public int defaultHeap() {
        return defaultHeap;
    }

    /// The packaged service below the project's root.
    Path jar(Path root) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    void requireBuilt(Path root) {
        if (!Files.exists(jar(root))) {
            throw new Failure("service.not.built", module, jar(root));
        }
    }
}
