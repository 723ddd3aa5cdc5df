package io.fenji.launcher;

import io.fenji.launcher.console.Failure;
import io.fenji.launcher.local.Ports;
import io.fenji.launcher.local.StateSettings;
import io.fenji.launcher.local.SuiteOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command that starts the suite may be told about it.
final class SuiteArguments {
    private static final int LARGEST_HEAP_FACTOR = 64;

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--state")
    private @Nullable String state;

    @Option(names = "--zone")
    private @Nullable ZoneId zone;

    @Option(names = "--currency")
    private @Nullable Currency currency;

    @Option(names = "--business-date")
    private @Nullable LocalDate businessDate;

    @Option(names = "--heap-factor")
    private @Nullable Integer heapFactor;

    /// The directory of the state.
    ///
    /// @param name of the state where the command line does not say
    Path directory(String name) {
        return StatePaths.state(state == null ? name : state);
    }

    /// These settings, but for what the command line says otherwise.
    StateSettings settings(StateSettings others) {
        return StateSettings.of(
                zone == null ? others.zoneId() : zone,
                currency == null ? others.currency() : currency.getCurrencyCode(),
                businessDate == null ? others.date() : businessDate);
    }

    /// Everything checked that can be without starting anything.
    ///
    /// @param heaps heap factor where the command line does not say
    /// @throws Failure if the ports are none, or two the same, or the heap factor is out of bounds
    SuiteOptions options(Path directory, StateSettings settings, int heaps) {
        int factor = heapFactor == null ? heaps : heapFactor;
        if (factor < 1 || factor > LARGEST_HEAP_FACTOR) {
            throw Failure.usage("heap.factor", factor, LARGEST_HEAP_FACTOR);
        }
        Ports wanted = ports.ports();
        wanted.requireSound();
        return new SuiteOptions(
                StatePaths.root(), directory, wanted, settings.zoneId(), settings.date(), settings.currency(), factor);
    }
}
