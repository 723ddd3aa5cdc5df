package io.fenji.engine.document;

import java.util.ArrayList;
import java.util.List;

/// Collects findings; a document with hundreds of faults is told the first ones.
final class Findings {

    private static final int MOST = 200;

    private final List<Finding> found = new ArrayList<>();

    void add(String pointer, String code, String detail) {
        if (found.size() < MOST) {
            found.add(Finding.error(pointer, code, detail));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> list() {
        return List.copyOf(found);
    }
}
