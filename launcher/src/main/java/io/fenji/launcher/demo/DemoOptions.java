package io.fenji.launcher.demo;

import io.fenji.launcher.local.SuiteOptions;

/// What the demo is to do.
///
/// @param scheme key of the preset that tiers the company
public record DemoOptions(Source source, String scheme, SuiteOptions suite) {}
