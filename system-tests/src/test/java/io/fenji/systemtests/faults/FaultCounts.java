package io.fenji.systemtests.faults;

/// How often faults strike: a few times in every test run, as often as was promised with `./fenji test --faults`.
final class FaultCounts {
    private FaultCounts() {}

    static int of(int brief, int full) {
        return Boolean.getBoolean("fenji.faults") ? full : brief;
    }
}
