package io.fenji.launcher.local;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a local run is started with.
///
/// @param root the project's root, where the packaged services are
/// @param state the directory of the company's state; made if needed
/// @param zone business zone of the services
/// @param businessDate fixes the services' "today"; null lets it be the real one
/// @param currency base currency, ISO 4217
/// @param heapFactor multiplies the services' default heaps, for companies larger than the demo's
public record SuiteOptions(
        Path root,
        Path state,
        Ports ports,
        ZoneId zone,
        @Nullable LocalDate businessDate,
        String currency,
        int heapFactor) {}
