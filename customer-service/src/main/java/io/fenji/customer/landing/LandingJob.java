package io.fenji.customer.landing;

import io.fenji.customer.mapping.Mapping;
import java.util.UUID;

/// A received file and what is to be done with it.
///
/// @param validateOnly whether everything is done but the commit
public record LandingJob(UUID id, long bytes, Mapping mapping, boolean validateOnly) {}
