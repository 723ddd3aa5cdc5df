package io.fenji.systemtests.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A file of orders in two: whole orders, in the order of the file.
record OrderHalves(Path first, Path second) {
    static OrderHalves of(Path orders, Path folder) throws IOException {
        OrderHalves halves = new OrderHalves(folder.resolve("orders-1.csv.gz"), folder.resolve("orders-2.csv.gz"));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(orders)), StandardCharsets.UTF_8));
                BufferedWriter first = writer(halves.first());
                BufferedWriter second = writer(halves.second())) {
            String header = in.readLine();
            first.write(header + "\n");
            second.write(header + "\n");
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                String key = row.substring(0, Math.max(row.indexOf(','), 0));
                (key.hashCode() % 2 == 0 ? first : second).write(row + "\n");
            }
        }
        return halves;
    }

    private static BufferedWriter writer(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }
}
