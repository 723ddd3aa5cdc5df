package io.fenji.customer.file;

import java.nio.charset.StandardCharsets;

/// Kinds of files by their first bytes.
final class Magic {
    private Magic() {}

    static boolean isGzip(byte[] start) {
        return startsWith(start, "\u001f\u008b");
    }

    static boolean isZip(byte[] start) {
        return startsWith(start, "PK\u0003\u0004") || startsWith(start, "PK\u0005\u0006");
    }

    /// Refuses what is certainly no file of rows, with advice.
    static void refuseOthers(byte[] start) {
        if (startsWith(start, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            throw FileFault.unsupported(
                    "ENCRYPTED_OR_XLS",
                    "The file is an encrypted workbook or an old .xls. Save it as .xlsx without password");
        }
        if (startsWith(start, "7z\u00bc\u00af")
                || startsWith(start, "Rar!\u001a")
                || startsWith(start, "\u00fd7zXZ")
                || startsWith(start, "(\u00b5/\u00fd")
                || startsWith(start, "BZh9")) {
            throw FileFault.unsupported(
                    "OTHER_ARCHIVE", "The file is packed in a way that is not read. Use gzip or zip");
        }
        if (startsWith(start, "%PDF-")) {
            throw FileFault.unsupported("PDF", "The file is a PDF. Send the table itself");
        }
    }

    private static boolean startsWith(byte[] bytes, String mark) {
        byte[] expected = mark.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || bytes[i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
