package io.fenji.kit.paging;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list; `next` is absent at the end.
@RegisterForReflection
public record Page<T>(List<T> items, @Nullable String next) {}
