package io.fenji.report.report;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.ReportContent;
import io.fenji.report.criteria.SchemeView;
import io.fenji.report.definition.Comparison;
import io.fenji.report.insight.InsightFigures;
import io.fenji.report.insight.InsightWriter;
import io.fenji.report.insight.Neighbours;
import io.fenji.report.insight.Neighbours.Told;
import io.fenji.report.mart.FeedName;
import io.fenji.report.mart.Mart;
import io.fenji.report.mart.SchemeShelf;
import io.fenji.report.mart.SchemeShelf.Found;
import io.fenji.report.text.Language;
import io.fenji.report.upstream.CustomerApi.ImportView;
import io.fenji.report.upstream.CustomerService;
import io.fenji.report.upstream.ScoringApi.Run;
import io.fenji.report.upstream.UpstreamException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes the content of a report: catches up, reads the figures in one snapshot, asks for what is only for
/// display, and puts it together. A service that is away costs its part and a note, never the report.
@ApplicationScoped
class ReportMaker {
    private static final Logger LOG = Logger.getLogger(ReportMaker.class);

    /// Told before each phase.
    @FunctionalInterface
    interface Phases {
        void begin(String phase);
    }

    /// Writes a report down, in the transaction that its figures were read in.
    @FunctionalInterface
    interface Sink {
        void write(Connection connection, ReportSubject subject, ReportContent content) throws IOException;
    }

    private final Mart mart;
    private final SchemeShelf schemes;
    private final CustomerService customers;
    private final Neighbours neighbours;
    private final Database database;
    private final BusinessClock clock;
    private final ReportConfig config;
    private final String currency;

    ReportMaker(
            Mart mart,
            SchemeShelf schemes,
            CustomerService customers,
            Neighbours neighbours,
            Database database,
            BusinessClock clock,
            ReportConfig config,
            @ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String currency) {
        this.mart = mart;
        this.schemes = schemes;
        this.customers = customers;
        this.neighbours = neighbours;
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.currency = currency;
    }

    /// Makes a report: its content goes to the sink, and what that writes is there when all of it is.
    ///
    /// @return whether there is such a scheme
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    boolean make(String schemeKey, Language language, Comparison comparison, Phases phases, Sink sink) {
        phases.begin("catching up");
        Optional<Found> asked = schemes.find(schemeKey);
        if (asked.isEmpty()) {
            return false;
        }
        Set<FeedName> behind = mart.catchUp(config.catchUp());
        // A run that ended meanwhile may have put another version in force, and its changes may not all be here.
        Optional<Found> again = asked.get().current() ? schemes.find(schemeKey) : asked;
        Found found = again.orElse(asked.get());
        if (!newestRun(found).equals(newestRun(asked.get()))) {
            behind = mart.catchUp(config.catchUp());
        }
        Set<FeedName> notRead = behind;
        List<Run> runs = found.scheme().runs();
        @Nullable Run earlier = Figures.comparedWith(runs, comparison);
        phases.begin("neighbours");
        Told told = neighbours.ask(schemeKey, found.scheme().version(), earlier, found.current());
        phases.begin("figures");
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read");
            SchemeView scheme = found.scheme().view();
            ReportSubject subject =
                    ReportSubject.of(scheme, TierOrder.read(c, scheme), language, clock.zone(), currency);
            Figures figures = Figures.read(c, subject, runs, earlier);
            InsightFigures insights = InsightFigures.read(
                    c,
                    scheme,
                    subject.tiers(),
                    currency,
                    figures.state().businessDate(),
                    told,
                    earlier,
                    figures.ranks());
            phases.begin("names");
            Names names = names(figures, insights);
            ContentWriter writer = new ContentWriter(subject, figures, names);
            ReportContent content = writer.write(
                    found,
                    imports(),
                    notRead,
                    new InsightWriter(subject.texts(), subject.tiers(), currency, insights, told)
                            .write(c, schemeKey, figures.regions().level(), writer.distribution(), names::label));
            sink.write(c, subject, content);
            return true;
        });
    }

    private static Optional<UUID> newestRun(Found found) {
        return found.scheme().runs().stream().findFirst().map(Run::id);
    }

    private Names names(Figures figures, InsightFigures insights) {
        try {
            Set<UUID> asked = Names.asked(figures.largest(), figures.risers(), figures.fallers());
            asked.addAll(insights.named());
            return new Names(customers.names(asked), true);
        } catch (UpstreamException away) {
            LOG.warnf("A report goes without names: %s", away.getMessage());
            return new Names(Map.of(), false);
        }
    }

    private Optional<List<ImportView>> imports() {
        try {
            return Optional.of(customers.latestImports());
        } catch (UpstreamException away) {
            LOG.warnf("A report goes without imports: %s", away.getMessage());
            return Optional.empty();
        }
    }
}
