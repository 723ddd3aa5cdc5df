package io.fenji.kit.signal;

import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Signals by name. They travel by PostgreSQL's NOTIFY, so that every instance hears them (see [SignalListener]); one
/// that gets lost on the way costs its hearers the time until they look by themselves, nothing else.
@ApplicationScoped
public class Signals {
    static final String CHANNEL = "fenji_signals";

    /// A signal of a transaction that is not committed yet.
    record Announced(String name) {}

    private final Event<Announced> announcements;
    private final Map<String, Signal> signals = new ConcurrentHashMap<>();
    private final Set<String> unsent = ConcurrentHashMap.newKeySet();
    private final Signal sending = new Signal();

    Signals(Event<Announced> announcements) {
        this.announcements = announcements;
    }

    public Signal of(String name) {
        return signals.computeIfAbsent(name, unknown -> new Signal());
    }

    /// Raises the signal everywhere when the transaction commits. PostgreSQL lets only one transaction that notifies
    /// commit at a time: for many small ones take [#raiseAfterCommit].
    public static void raise(Connection connection, String name) {
        Sql.first(connection, "select pg_notify(?, ?)", row -> true, CHANNEL, name);
    }

    /// Raises the signal after the surrounding JTA transaction has committed: at once here, and with the next
    /// notification that is sent for all of them elsewhere.
    public void raiseAfterCommit(String name) {
        announcements.fire(new Announced(name));
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Announced announced) {
        of(announced.name()).raise();
        unsent.add(announced.name());
        sending.raise();
    }

    /// Raised when [#takeUnsent] has something.
    Signal sending() {
        return sending;
    }

    /// For names that were taken and could not be sent.
    void notSent(Set<String> names) {
        unsent.addAll(names);
    }

    Set<String> takeUnsent() {
        Set<String> taken = Set.copyOf(unsent);
        unsent.removeAll(taken);
        return taken;
    }

    /// What another instance, or this one, has sent.
    void heard(String name) {
        @Nullable Signal signal = signals.get(name);
        if (signal != null) {
            signal.raise();
        }
    }

    /// After a time in which nothing could be heard.
    void raiseAll() {
        signals.values().forEach(Signal::raise);
    }
}
