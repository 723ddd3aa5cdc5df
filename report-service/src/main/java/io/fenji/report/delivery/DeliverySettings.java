package io.fenji.report.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// Where the reports of a definition go.
@RegisterForReflection
record DeliverySettings(
        UUID definition, EmailSettings email, @JsonIgnore long revision) {}
