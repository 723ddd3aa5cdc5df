package io.fenji.systemtests;

import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Things that a machine may lack. Tests without them are skipped and say so; where the environment demands them they
/// fail.
public final class Needed {
    private Needed() {}

    static <T> T data(Optional<T> data, String what) {
        return orSkip(data, what, "1".equals(System.getenv("FENJI_REQUIRE_DATA")));
    }

    public static <T> T tool(Optional<T> tool, String what) {
        return orSkip(tool, what, "true".equals(System.getenv("CI")));
    }

    private static <T> T orSkip(Optional<T> thing, String what, boolean required) {
        if (thing.isPresent()) {
            return thing.get();
        }
        if (required) {
            throw new AssertionError(what);
        }
        System.out.println("SKIPPED: " + what);
        throw new TestAbortedException(what);
    }
}
