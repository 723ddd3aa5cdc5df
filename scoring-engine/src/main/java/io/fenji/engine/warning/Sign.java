package io.fenji.engine.warning;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A cause for a warning as it stands.
///
/// @param facts the numbers behind it: a `BigDecimal`, a `LocalDate` or a `String` each
public record Sign(WarningKind kind, boolean urgent, SortedMap<String, Object> facts) {

    public Sign {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
