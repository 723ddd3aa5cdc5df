package io.fenji.report.document;

import java.util.List;

/// A section; its key is stable and its place on the page derives from it.
public record Section(String key, String title, List<Block> blocks) {}
