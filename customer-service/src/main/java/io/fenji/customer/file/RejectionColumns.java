package io.fenji.customer.file;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a download of refused rows has behind the file's own columns. A column that the mapping knows is the file's.
public final class RejectionColumns {
    private static final List<String> NAMES = List.of("line", "code", "reason");

    private RejectionColumns() {}

    /// Their names; where the file or the mapping has a column of such a name, ours begins with as many `_` as make it
    /// another.
    ///
    /// @param known columns that the mapping names
    public static List<String> beside(List<String> own, Set<String> known) {
        Set<String> taken = new HashSet<>(known);
        taken.addAll(own);
        return NAMES.stream().map(name -> other(name, taken)).toList();
    }

    /// Columns of the file itself: all, unless the header is that of a download.
    ///
    /// @param known columns that the mapping names
    public static int ownWidth(List<String> header, Set<String> known) {
        int own = header.size() - NAMES.size();
        return own > 0 && header.subList(own, header.size()).equals(beside(header.subList(0, own), known))
                ? own
                : header.size();
    }

    private static String other(String name, Set<String> taken) {
        return taken.contains(name) ? other("_" + name, taken) : name;
    }
}
