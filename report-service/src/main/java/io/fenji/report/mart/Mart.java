package io.fenji.report.mart;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.feed.FeedFollower;
import io.fenji.kit.sql.Database;
import io.fenji.report.upstream.FeedApi;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Follows the feeds. Replicas may all follow: a page is applied by one of them.
@ApplicationScoped
public class Mart {
    private static final Logger LOG = Logger.getLogger(Mart.class);

    /// Tiers before metrics: then every tier that was read has its customer when both are through.
    private static final List<FeedName> IN_ORDER = List.of(FeedName.TIER_CHANGES, FeedName.METRICS, FeedName.FACTS);

    private final MartConfig config;
    private final Map<FeedName, FeedFollower.Step> steps = new EnumMap<>(FeedName.class);
    private final Map<FeedName, FeedFollower> followers = new EnumMap<>(FeedName.class);

    Mart(
            MartConfig config,
            Database database,
            ObjectMapper json,
            @RestClient FeedApi.Metrics metrics,
            @RestClient FeedApi.TierChanges tierChanges,
            @RestClient FeedApi.Facts facts,
            BusinessClock clock) {
        this.config = config;
        steps.put(
                FeedName.TIER_CHANGES,
                new FeedCopy<>(
                        FeedName.TIER_CHANGES,
                        config.pageSize(),
                        tierChanges::read,
                        line -> {
                            // A correction of the past changes neither what is in force nor when that changed.
                            if (!line.path("type").asText().equals(TierChangeItem.TYPE)) {
                                return null;
                            }
                            TierChangeItem item = TierChangeItem.of(line);
                            return new FeedCopy.Line<>(item, item.time());
                        },
                        new TierChangeWriter(clock.zone()),
                        database,
                        json));
        steps.put(
                FeedName.METRICS,
                new FeedCopy<>(
                        FeedName.METRICS,
                        config.pageSize(),
                        metrics::read,
                        line -> {
                            CustomerItem item = CustomerItem.of(line);
                            return new FeedCopy.Line<>(item, item.computedAt());
                        },
                        new CustomerWriter(),
                        database,
                        json));
        steps.put(
                FeedName.FACTS,
                new FeedCopy<>(
                        FeedName.FACTS,
                        config.pageSize(),
                        facts::read,
                        line -> new FeedCopy.Line<>(FactItem.of(line), clock.now()),
                        new FactWriter(clock),
                        database,
                        json));
        steps.forEach((feed, step) -> followers.put(feed, new FeedFollower(feed.key(), config.longPoll(), step)));
    }

    void start(@Observes StartupEvent event) {
        if (config.follow()) {
            followers.values().forEach(FeedFollower::start);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        followers.values().forEach(FeedFollower::close);
    }

    /// Reads the feeds to their present ends, for a bounded time.
    ///
    /// @return the feeds that could not be read to their ends
    public Set<FeedName> catchUp(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        Set<FeedName> behind = EnumSet.noneOf(FeedName.class);
        for (FeedName feed : IN_ORDER) {
            if (!catchUp(feed, end)) {
                behind.add(feed);
            }
        }
        return behind;
    }

    private boolean catchUp(FeedName feed, long end) {
        FeedFollower.Step step = Objects.requireNonNull(steps.get(feed));
        try {
            while (step.run(Duration.ZERO)) {
                if (System.nanoTime() > end) {
                    return false;
                }
            }
            return true;
        } catch (Exception failure) {
            LOG.warnf("Feed %s could not be read to its end: %s", feed.key(), failure.toString());
            return false;
        }
    }
}
