package io.fenji.scoring.follow;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.feed.FeedFollower;
import io.fenji.kit.feed.FollowerCursors;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Plans;
import io.fenji.scoring.correction.CorrectionConfig;
import io.fenji.scoring.correction.Unchecked;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.MetricFeedClient;
import io.fenji.scoring.metric.MetricPage;
import io.fenji.scoring.replica.Replica;
import io.fenji.scoring.tier.TierClock;
import io.fenji.scoring.tier.TierLock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the copy of the metric vectors current and re-evaluates changed customers, page by page, each in one
/// transaction with its cursor.
@ApplicationScoped
public class MetricFollower {
    private static final Logger LOG = Logger.getLogger(MetricFollower.class);
    private static final String FEED = "metric-feed";
    private static final Duration WAIT_FOR_LEADERSHIP = Duration.ofSeconds(1);
    private static final int GONE = 410;
    /// Pages of up to so many customers are written by the plans at hand.
    private static final int FEW = 500;

    private final MetricFeedClient client;
    private final Database database;
    private final Reevaluation reevaluation;
    private final BusinessClock clock;
    private final FollowerConfig config;
    private final CorrectionConfig corrections;
    private final Unchecked unchecked;
    private final Replica replica;
    private final FeedFollower loop;
    private final FeedFollower onDemand;

    MetricFollower(
            @RestClient MetricFeedClient client,
            Database database,
            Replica replica,
            Reevaluation reevaluation,
            BusinessClock clock,
            FollowerConfig config,
            CorrectionConfig corrections,
            Unchecked unchecked) {
        this.client = client;
        this.database = database;
        this.reevaluation = reevaluation;
        this.clock = clock;
        this.config = config;
        this.corrections = corrections;
        this.unchecked = unchecked;
        this.replica = replica;
        this.loop = new FeedFollower(FEED, config.longPoll(), this::stepAsLeader);
        this.onDemand = new FeedFollower(FEED, config.longPoll(), wait -> step(wait, c -> true));
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            replica.seek(FEED);
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /// Reads to the feed's present end, on the caller's thread.
    ///
    /// @return false when customer-service is away or its feed is broken: what has arrived so far stays
    public boolean catchUp() {
        try {
            onDemand.catchUp();
            return true;
        } catch (Exception away) {
            LOG.warnf("The metric feed cannot be read to its end, going on with what is here: %s", away.toString());
            return false;
        }
    }

    /// A step of the loop, which only one replica goes on with: the others would fetch the same pages in vain. That is
    /// asked again in the transaction that applies the page; this process may have been stopped in between.
    boolean stepAsLeader(Duration wait) throws Exception {
        if (!replica.has(FEED)) {
            Thread.sleep(WAIT_FOR_LEADERSHIP);
            return false;
        }
        return step(wait, c -> replica.has(c, FEED));
    }

    /// Fetches and applies one page.
    ///
    /// @param allowed asked in the transaction that applies it
    /// @return whether there is more
    private boolean step(Duration wait, Predicate<Connection> allowed) throws IOException {
        @Nullable
        String after = database.call(c -> Optional.ofNullable(FollowerCursors.read(c, FEED)))
                .orElse(null);
        Instant asked = clock.now();
        MetricPage page;
        try (InputStream in = client.read(after, config.pageSize(), Math.toIntExact(wait.toSeconds()))) {
            page = MetricPage.read(in);
        } catch (WebApplicationException refused) {
            if (after != null && refused.getResponse().getStatus() == GONE) {
                startOver(after, allowed);
                return true;
            }
            throw refused;
        }
        if (page.vectors().isEmpty() && !page.more() && page.next().equals(after)) {
            return !nothingNew(page, after, asked, allowed);
        }
        boolean applied = apply(page, after, asked, allowed);
        // A page that somebody else has applied in between says nothing of what comes after it.
        return page.more() || !applied;
    }

    private boolean apply(MetricPage page, @Nullable String after, Instant asked, Predicate<Connection> allowed) {
        return database.transaction(c -> {
            TierLock.take(c);
            if (!allowed.test(c) || !FollowerCursors.lock(c, FEED, after)) {
                return false;
            }
            Instant now = TierClock.now(c);
            if (page.vectors().size() <= FEW) {
                Plans.once(c);
            }
            // A copy that is made anew says nothing of what came late.
            int mostChecks = MetricCopy.state(c).resyncing() ? 0 : corrections.mostWaiting();
            unchecked.leftOut(MetricCopy.land(c, page.vectors(), now, mostChecks));
            boolean otherDay = MetricCopy.advance(c, page, page.more() ? null : asked);
            boolean resynced = !page.more() && MetricCopy.state(c).resyncing();
            if (otherDay || resynced) {
                Plans.asEver(c);
            }
            if (resynced) {
                MetricCopy.endResync(c);
            }
            reevaluation.landed(c, page.vectors().size(), otherDay, now);
            FollowerCursors.store(c, FEED, page.next());
            return true;
        });
    }

    private boolean nothingNew(MetricPage page, @Nullable String after, Instant asked, Predicate<Connection> allowed) {
        return database.transaction(c -> {
            TierLock.take(c);
            // An empty long poll may end after a catch-up has gone further: what it says of the base is old then.
            if (!allowed.test(c) || !FollowerCursors.lock(c, FEED, after)) {
                return false;
            }
            boolean otherDay = MetricCopy.advance(c, page, asked);
            if (otherDay) {
                reevaluation.dayChanged(c, TierClock.now(c));
            }
            if (MetricCopy.state(c).resyncing()) {
                MetricCopy.endResync(c);
                reevaluation.gone(c, TierClock.now(c));
            }
            return true;
        });
    }

    private void startOver(String after, Predicate<Connection> allowed) {
        LOG.warnf("customer-service's metric feed has another epoch: reading it again from its beginning");
        database.transaction(c -> {
            TierLock.take(c);
            if (allowed.test(c) && FollowerCursors.lock(c, FEED, after)) {
                MetricCopy.startOver(c);
                FollowerCursors.store(c, FEED, null);
            }
            return true;
        });
    }
}
