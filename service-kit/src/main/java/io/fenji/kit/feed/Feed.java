package io.fenji.kit.feed;

import java.sql.Connection;

/// A feed as [FeedEndpoint] needs it. Numbers become visible in their order: whoever has read up to one never misses a
/// lower one.
public interface Feed {
    /// The signal that is raised when there may be new items.
    String signal();

    /// The highest number given so far.
    long last(Connection connection);

    /// Whether there is something to answer: items above the page's start. A feed that numbers its items late
    /// does it here, and says on the page when it has not come to an end with that ([FeedPage#unfinished]);
    /// called at least once before each [#read].
    boolean hasItems(FeedPage page);

    /// Offers the items after the page's start, in their order, until the page is full. All that is read is of one
    /// moment.
    ///
    /// @return the trailer
    Object read(Connection connection, FeedPage page);
}
