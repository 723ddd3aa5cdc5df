package io.fenji.customer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// The one configuration of all tests: that of the real order file, so that it needs no second start.
public final class TestSettings implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "fenji.zone", "Europe/London",
                "fenji.base-currency", "GBP",
                "fenji.business-date", "2011-12-10",
                "fenji.imports.max-file-size", "16M",
                "fenji.imports.max-unpacked-size", "64M");
    }

    @Override
    public void stop() {}
}
