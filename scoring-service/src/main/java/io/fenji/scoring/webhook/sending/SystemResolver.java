package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The machine's resolver. It blocks in native code, which would hold the few threads that carry virtual ones,
/// and cannot be interrupted: while it hangs, no more than some threads hang with it.
final class SystemResolver implements HostResolver, AutoCloseable {
    private static final int MOST_AT_ONCE = 64;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("webhook-dns-", 0).factory());
    private final Duration longest;

    SystemResolver(Duration longest) {
        this.longest = longest;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            Future<List<InetAddress>> answer = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException unknown) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(unknown);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (UnknownHostException) new UnknownHostException(host).initCause(stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
