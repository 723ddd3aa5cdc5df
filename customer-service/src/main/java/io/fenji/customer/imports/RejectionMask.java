package io.fenji.customer.imports;

import io.fenji.customer.landing.Refusal;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Hides what callers without the right to read contact data must not see of refused rows: the columns of contact
/// fields, all of a row whose cells are not where their columns are, and the value that a reason names. A value that is
/// sent back hidden is refused again.
final class RejectionMask {
    private static final String HIDDEN = "***";

    private final Set<Integer> contacts;
    private final int width;

    RejectionMask(Mapping mapping, List<String> columns) {
        this.contacts = mapping.columns().stream()
                .filter(column -> column.field().format() == Field.Format.CONTACT)
                .map(column -> columns.indexOf(column.column()))
                .collect(Collectors.toSet());
        this.width = columns.size();
    }

    ImportStore.Rejection hide(ImportStore.Rejection row) {
        if (contacts.isEmpty()) {
            return row;
        }
        boolean inPlace = row.row().size() == width;
        List<String> cells = IntStream.range(0, row.row().size())
                .mapToObj(i -> shown(row.row().get(i), !inPlace || contacts.contains(i)))
                .toList();
        String reason =
                row.code().equals(Refusal.INVALID_CONTACT.name()) ? Refusal.INVALID_CONTACT.reason() : row.reason();
        return new ImportStore.Rejection(row.line(), row.code(), reason, cells);
    }

    private static String shown(String cell, boolean hidden) {
        return hidden && !cell.isEmpty() ? HIDDEN : cell;
    }
}
