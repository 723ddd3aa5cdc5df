package io.fenji.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks for random customers' tiers for some seconds and says how many answers a second came.
interface LoadGenerator {
    int CONNECTIONS = 16;

    String name();

    /// Runs the load and gives requests a second.
    ///
    /// @param size number of customers to choose from
    /// @throws IllegalStateException when an answer was not a 200
    double run(URI service, String scheme, int size) throws IOException, InterruptedException;

    /// wrk where it is installed, else the one of our own.
    static LoadGenerator here(int seconds) {
        return Files.isExecutable(Path.of("/usr/bin/wrk")) ? new Wrk(seconds) : new SocketLoad(seconds);
    }

    /// wrk with a script that draws the customer.
    record Wrk(int seconds) implements LoadGenerator {
        private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

        @Override
        public String name() {
            return "wrk";
        }

        @Override
        public double run(URI service, String scheme, int size) throws IOException, InterruptedException {
            Path script = Files.createTempFile("fenji-tier-read", ".lua");
            try {
                Files.writeString(script, script(scheme, size));
                Process wrk = new ProcessBuilder(List.of(
                                "wrk",
                                "-t1",
                                "-c" + CONNECTIONS,
                                "-d" + seconds + "s",
                                // A shared machine stalls for seconds now and then: that is slow, not an error.
                                "--timeout",
                                "15s",
                                "-s",
                                script.toString(),
                                service.toString()))
                        .redirectErrorStream(true)
                        .start();
                String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!wrk.waitFor(seconds + 30L, TimeUnit.SECONDS)) {
                    wrk.destroyForcibly();
                }
                Matcher rate = RATE.matcher(output);
                if (!rate.find() || output.contains("Non-2xx") || output.contains("Socket errors")) {
                    throw new IllegalStateException("the load went wrong:\n" + output);
                }
                return Double.parseDouble(rate.group(1));
            } finally {
                Files.delete(script);
            }
        }

        private static String script(String scheme, int size) {
            return """
                    request = function()
                      local id = string.format("01970000-0000-7000-8000-%%012x", math.random(0, %d))
                      return wrk.format("GET", "/v1/customers/" .. id .. "/tiers/%s")
                    end
                    """.formatted(size - 1, scheme);
        }
    }
}
