package io.fenji.scoring.webhook.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What is sent again, as far as the filter wants it.
///
/// @param from the first change
/// @param changes how many there are from there to the feed's end
@RegisterForReflection
public record ReplayResult(String from, long changes) {}
