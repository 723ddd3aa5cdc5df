package io.fenji.scoring.webhook.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The machine's resolver. It blocks in native code, which would hold the few threads that carry virtual ones.
final class SystemResolver implements HostResolver, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("webhook-dns-", 0).factory());
    private final Duration longest;

    SystemResolver(Duration longest) {
        this.longest = longest;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        Future<List<InetAddress>> answer = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
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
