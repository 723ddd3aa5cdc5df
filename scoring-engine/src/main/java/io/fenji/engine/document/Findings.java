package io.fenji.engine.document;

import java.util.ArrayList;
import java.util.List;

/// Collects findings; of a document with thousands of faults the first ones.
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void add(String pointer, String sentence, Object... values) {
        if (found.size() <= Finding.MOST) {
            found.add(Finding.error(pointer, sentence, values));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> list() {
        return Finding.first(found);
    }
}
