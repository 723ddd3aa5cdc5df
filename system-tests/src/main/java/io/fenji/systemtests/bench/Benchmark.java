package io.fenji.systemtests.bench;

/// One benchmark: it sets up what it needs, measures, and leaves nothing running.
interface Benchmark {
    String name();

    /// One line for `--help`.
    String summary();

    /// Measures.
    ///
    /// @throws Exception when it could not be measured; nothing is written then
    BenchResult run(BenchOptions options, Say say) throws Exception;

    /// Tells the person at the terminal what is going on.
    @FunctionalInterface
    interface Say {
        void say(String line);
    }
}
