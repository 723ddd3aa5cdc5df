package io.fenji.kit.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// One thing wrong with a request.
///
/// @param pointer JSON pointer into the body, or the name of a parameter or header
/// @param code UPPER_SNAKE, for machines
/// @param detail a sentence, for people
@RegisterForReflection
public record FieldError(String pointer, String code, String detail) {}
