package io.fenji.launcher;

import io.fenji.launcher.local.Ports;
import picocli.CommandLine.Option;

/// Where the suite listens.
final class PortOptions {
    @Option(names = "--customer-port", defaultValue = "8081")
    private int customer;

    @Option(names = "--scoring-port", defaultValue = "8082")
    private int scoring;

    @Option(names = "--report-port", defaultValue = "8083")
    private int report;

    @Option(names = "--postgres-port", defaultValue = "5440")
    private int postgres;

    Ports ports() {
        return new Ports(customer, scoring, report, postgres);
    }
}
