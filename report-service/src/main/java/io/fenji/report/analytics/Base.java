package io.fenji.report.analytics;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A table of [BaseTable] that never changes, with the answers that were read from it.
///
/// @param position of the mart when it was made
/// @param made by [System#nanoTime]
/// @param took nanoseconds to make
record Base(
        String table,
        TierOrder tiers,
        LocalDate asOf,
        LocalDate today,
        long position,
        long made,
        long took,
        ConcurrentHashMap<String, CompletableFuture<Object>> answers) {
    private static final int MOST_ANSWERS = 500;

    long age() {
        return System.nanoTime() - made;
    }

    /// An answer, computed once however many ask at the same time.
    Object answer(String key, Supplier<Object> work) {
        if (answers.size() > MOST_ANSWERS) {
            answers.clear();
        }
        CompletableFuture<Object> mine = new CompletableFuture<>();
        @Nullable CompletableFuture<Object> others = answers.putIfAbsent(key, mine);
        if (others != null) {
            try {
                return others.join();
            } catch (CompletionException failed) {
                return work.get();
            }
        }
        try {
            Object answer = work.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException failure) {
            answers.remove(key, mine);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }
}
