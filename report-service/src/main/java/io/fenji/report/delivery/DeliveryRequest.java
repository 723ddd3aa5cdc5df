package io.fenji.report.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/// Where reports go, as it is sent and as it is stored.
@RegisterForReflection
record DeliveryRequest(@NotNull @Valid EmailSettings email) {}
