package io.fenji.customer.file;

import java.util.List;

/// What a download of refused rows has behind the file's own columns.
public final class RejectionColumns {
    private static final List<String> NAMES = List.of("line", "code", "reason");

    private RejectionColumns() {}

    /// Their names; where the file has a column of such a name, ours begins with as many `_` as make it another.
    public static List<String> beside(List<String> own) {
        return NAMES.stream().map(name -> other(name, own)).toList();
    }

    /// Columns of the file itself: all, unless the header is that of a download.
    public static int ownWidth(List<String> header) {
        int own = header.size() - NAMES.size();
        return own > 0 && header.subList(own, header.size()).equals(beside(header.subList(0, own)))
                ? own
                : header.size();
    }

    private static String other(String name, List<String> own) {
        return own.contains(name) ? other("_" + name, own) : name;
    }
}
