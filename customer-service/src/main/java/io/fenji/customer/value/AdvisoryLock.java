package io.fenji.customer.value;

import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;

/// The advisory locks of this service's database, held to the end of a transaction. Their numbers stand here
/// alone, so that no two of them are the same by mistake; instances of two versions must mean the same by a number.
///
/// They are taken in this order: imports, base, products, account managers, natural keys ([KeyLocks]), rows,
/// feeds. Locks by a name are hashes with a seed each: idempotency keys 7, natural keys 11, cleaning rules 13,
/// value maps 14.
public enum AdvisoryLock {
    /// Shared by whoever writes customers or their rows; whoever computes the whole base has it alone.
    BASE(0x66656e6a_0001L),
    /// Held while the metric feed's lines are numbered.
    METRIC_FEED(0x66656e6a_0002L),
    /// Held by an import while it merges its rows into the base.
    IMPORTS(0x66656e6a_0003L),
    /// Shared by whoever takes something from products; whoever changes them has it alone.
    PRODUCTS(0x66656e6a_0004L),
    /// Held while user-defined metrics change.
    DEFINITIONS(0x66656e6a_0009L),
    /// Held while the fact feed's lines are made and numbered.
    FACT_FEED(0x66656e6a_0010L),
    /// Held by a search for duplicates: two would replace each other's candidates.
    DUPLICATES(0x66656e6a_0011L),
    /// Held while a day's quality is computed.
    QUALITY(0x66656e6a_0012L),
    /// Held while account managers change: two might make a circle together.
    ACCOUNT_MANAGERS(0x66656e6a_0013L);

    private final long number;

    AdvisoryLock(long number) {
        this.number = number;
    }

    /// For statements that do more than take it.
    public long number() {
        return number;
    }

    /// Waits for it and has it alone.
    public void take(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock(?)", row -> true, number);
    }

    /// The same as the first of statements that go to the server together.
    public void take(Pipeline pipeline) {
        pipeline.update("select pg_advisory_xact_lock(?)", number);
    }

    /// Waits for it and shares it.
    public void share(Connection connection) {
        Sql.first(connection, "select pg_advisory_xact_lock_shared(?)", row -> true, number);
    }

    /// Takes it unless somebody has it.
    public boolean tryTake(Connection connection) {
        return Sql.only(connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), number);
    }

    /// Waits for it and has it alone, through several transactions.
    public void takeForSession(Connection connection) {
        Sql.first(connection, "select pg_advisory_lock(?)", row -> true, number);
    }

    /// Gives back what [#takeForSession] took.
    public void release(Connection connection) {
        Sql.first(connection, "select pg_advisory_unlock(?)", row -> true, number);
    }
}
