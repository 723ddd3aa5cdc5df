package io.fenji.kit.problem;

/// A kind of problem, one constant of a service's catalogue enum; its name is the `code` clients switch on.
public interface ProblemType {
    String BASE_URI = "https://fenji.io/problems/";

    /// UPPER_SNAKE, at most 63 characters, stable for ever.
    String name();

    int status();

    String title();

    default String uri() {
        return BASE_URI + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
