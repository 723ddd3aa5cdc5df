package io.fenji.launcher;

import io.fenji.launcher.console.Failure;
import java.nio.file.Path;

/// Where the project is and where its states are. The start script says so by system property.
final class StatePaths {
    private StatePaths() {}

    static Path root() {
        return Path.of(System.getProperty("fenji.root", ".")).toAbsolutePath().normalize();
    }

    /// The directory of a state.
    ///
    /// @throws Failure if the name could be anything but a folder of its own
    static Path state(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,80}")) {
            throw Failure.usage("state.name", name);
        }
        return root().resolve(".fenji").resolve(name);
    }
}
