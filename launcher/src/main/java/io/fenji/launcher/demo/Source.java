package io.fenji.launcher.demo;

import io.fenji.launcher.company.CompanyOptions;
import java.nio.file.Path;

/// Where the demo's data come from.
public sealed interface Source {
    /// A company made by the generator.
    record Generated(CompanyOptions company) implements Source {}

    /// A real order file and the name of the mapping that reads it.
    record OrderFile(Path file, String mapping) implements Source {}
}
