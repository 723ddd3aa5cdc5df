package io.fenji.launcher;

import io.fenji.launcher.console.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What goes with a mapping where the command line does not say.
///
/// @param businessDate null for today
record MappingDefaults(
        String mapping,
        ZoneId zone,
        String currency,
        @Nullable LocalDate businessDate) {
    private static final String ONLINE_RETAIL = "uci-online-retail";
    private static final int LONGEST_HEADER = 4000;

    static MappingDefaults of(String mapping) {
        return mapping.equals(ONLINE_RETAIL)
                ? new MappingDefaults(mapping, ZoneId.of("Europe/London"), "GBP", LocalDate.of(2011, 12, 10))
                : new MappingDefaults(mapping, ZoneId.of("Asia/Shanghai"), "CNY", null);
    }

    /// Recognises a file of a built-in mapping by its header.
    ///
    /// @throws Failure if it is none of those, or cannot be read
    static MappingDefaults recognise(Path file) {
        String header = header(file);
        if (header.startsWith("InvoiceNo,StockCode,")) {
            return of(ONLINE_RETAIL);
        }
        if (header.startsWith("order_key,line_no,customer_key,")) {
            return of("fenji-orders");
        }
        throw new Failure("mapping.unknown", file);
    }

    private static String header(Path file) {
        try (PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain(in), StandardCharsets.UTF_8))) {
            char[] start = new char[LONGEST_HEADER];
            int length = reader.read(start);
            return length <= 0 ? "" : new String(start, 0, length).replace("\uFEFF", "");
        } catch (IOException failure) {
            throw new Failure(failure, "file.unreadable", file, String.valueOf(failure.getMessage()));
        }
    }

    private static InputStream plain(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        return gzip ? new GZIPInputStream(in) : in;
    }
}
