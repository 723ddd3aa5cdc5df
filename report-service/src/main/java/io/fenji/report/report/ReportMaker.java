package io.fenji.report.report;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.ReportContent;
import io.fenji.report.criteria.SchemeView;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

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

    private record Reading(ReportSubject subject, Figures figures) {}

    private final Mart mart;
    private final SchemeShelf schemes;
    private final CustomerService customers;
    private final Database database;
    private final BusinessClock clock;
    private final ReportConfig config;
    private final String currency;

    ReportMaker(
            Mart mart,
            SchemeShelf schemes,
            CustomerService customers,
            Database database,
            BusinessClock clock,
            ReportConfig config,
            @ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String currency) {
        this.mart = mart;
        this.schemes = schemes;
        this.customers = customers;
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.currency = currency;
    }

    /// Makes the content.
    ///
    /// @return nothing when the scheme is unknown
    /// @throws UpstreamException when scoring-service is away and never told about the scheme
    Optional<ReportContent> make(String schemeKey, Language language, Phases phases) {
        phases.begin("catching up");
        Optional<Found> found = schemes.find(schemeKey);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Set<FeedName> behind = mart.catchUp(config.catchUp());
        // A run that ended meanwhile may have put another version in force, and its changes may not all be here.
        Optional<Found> again = found.get().current() ? schemes.find(schemeKey) : found;
        if (again.isPresent() && !newestRun(again.get()).equals(newestRun(found.get()))) {
            found = again;
            behind = mart.catchUp(config.catchUp());
        }
        phases.begin("figures");
        Reading reading = read(found.get(), language);
        phases.begin("names");
        Names names = names(reading.figures());
        Optional<List<ImportView>> imports = imports();
        phases.begin("report");
        return Optional.of(
                new ContentWriter(reading.subject(), reading.figures(), names).write(found.get(), imports, behind));
    }

    private static Optional<UUID> newestRun(Found found) {
        return found.scheme().runs().stream().findFirst().map(Run::id);
    }

    private Reading read(Found found, Language language) {
        SchemeView scheme = found.scheme().view();
        return database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read");
            ReportSubject subject =
                    ReportSubject.of(scheme, TierOrder.read(c, scheme), language, clock.zone(), currency);
            return new Reading(subject, Figures.read(c, subject, found.scheme().runs()));
        });
    }

    private Names names(Figures figures) {
        try {
            return new Names(
                    customers.names(Names.asked(figures.largest(), figures.risers(), figures.fallers())), true);
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
