package io.fenji.systemtests.suite;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the checkout is: where `fenji.root` says, else around the working directory.
public final class Project {
    private Project() {}

    /// The checkout's root.
    ///
    /// @throws IllegalStateException outside a checkout
    public static Path root() {
        String known = System.getProperty("fenji.root");
        if (known != null) {
            return Path.of(known);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("system-tests/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(here + " is not inside a checkout of Fenji");
    }
}
