package io.fenji.systemtests.bench;

import java.util.ArrayList;
import java.util.List;

/// What the command line asked for.
///
/// @param names benchmarks to run; all when empty
/// @param size customers of the generated company, 0 for each benchmark's own size
/// @param quick smaller and fewer runs: a look, not a measurement
record BenchOptions(List<String> names, int size, boolean quick, boolean help) {
    static final int LARGEST = 10_000_000;

    /// @throws IllegalArgumentException with a sentence for the user
    static BenchOptions parse(String... arguments) {
        List<String> names = new ArrayList<>();
        int size = 0;
        boolean quick = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                case "--size" -> {
                    i++;
                    size = size(i < arguments.length ? arguments[i] : "nothing");
                }
                default -> {
                    if (argument.startsWith("--size=")) {
                        size = size(argument.substring("--size=".length()));
                    } else if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + argument + "; see --help.");
                    } else {
                        names.add(argument);
                    }
                }
            }
        }
        return new BenchOptions(List.copyOf(names), size, quick, help);
    }

    int runs() {
        return quick ? 1 : 3;
    }

    int sizeOr(int usual) {
        return size > 0 ? size : usual;
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text.replace("_", "").replace(",", ""));
            if (size >= 100 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--size takes a number of customers, not " + text + ".", e);
        }
        throw new IllegalArgumentException("--size is from 100 to 10,000,000 customers, not " + text + ".");
    }
}
