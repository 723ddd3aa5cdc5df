package io.fenji.kit.feed;

import java.sql.Connection;

/// A feed as [FeedEndpoint] needs it. Numbers become visible in their order: whoever has read up to one never misses a
/// lower one.
public interface Feed {
    /// The signal that is raised when there may be new items.
    String signal();

    /// The highest number given so far.
    long last(Connection connection);

    /// Whether there are items above the number. A feed that numbers its items late does it here; called at least once
    /// before each [#read].
    boolean hasItems(long sequence);

    /// Offers the items after the page's start, in their order, until the page is full. All that is read is of one
    /// moment.
    ///
    /// @return the trailer
    Object read(Connection connection, FeedPage page);
}
