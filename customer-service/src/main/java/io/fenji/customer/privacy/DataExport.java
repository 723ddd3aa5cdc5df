package io.fenji.customer.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.fenji.customer.access.PersonalDataRight;
import io.fenji.customer.activity.Activities;
import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityFilter;
import io.fenji.customer.activity.ActivityTable;
import io.fenji.customer.cleaning.FindingReader;
import io.fenji.customer.consent.Consents;
import io.fenji.customer.customer.Customer;
import io.fenji.customer.customer.CustomerAnswers;
import io.fenji.customer.customer.Customers;
import io.fenji.customer.duplicate.Duplicates;
import io.fenji.customer.feedback.FeedbackEntry;
import io.fenji.customer.interaction.Interaction;
import io.fenji.customer.merge.Merge;
import io.fenji.customer.merge.Merges;
import io.fenji.customer.metric.MetricReader;
import io.fenji.customer.order.Order;
import io.fenji.customer.order.Orders;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.paging.Page;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that is known about a customer, in the documents of the API: read in portions while it is written, in one
/// transaction that sees one state of the base, so that the memory it takes does not grow with the customer.
@ApplicationScoped
class DataExport {
    private static final int PORTION = 200;
    /// A reader may be slow; the transaction only holds a snapshot.
    private static final Duration LONGEST = Duration.ofHours(1);

    /// A copy of all data of a customer.
    record Answer(UUID customerId, Instant exportedAt, boolean unmasked, DataExport source)
            implements JsonSerializable {
        @Override
        public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
            try {
                source.write(new Document(out, serializers), this);
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
                throws IOException {
            serialize(out, serializers);
        }
    }

    private final Database database;
    private final PersonalDataRight right;
    private final BusinessClock clock;
    private final Customers customers;
    private final CustomerAnswers answers;
    private final Restrictions restrictions;
    private final Consents consents;
    private final Orders orders;
    private final Activities activities;
    private final MetricReader metrics;
    private final FindingReader findings;
    private final Duplicates duplicates;
    private final Merges merges;
    private final Disclosures disclosures;

    DataExport(
            Database database,
            PersonalDataRight right,
            BusinessClock clock,
            Customers customers,
            CustomerAnswers answers,
            Restrictions restrictions,
            Consents consents,
            Orders orders,
            Activities activities,
            MetricReader metrics,
            FindingReader findings,
            Duplicates duplicates,
            Merges merges,
            Disclosures disclosures) {
        this.database = database;
        this.right = right;
        this.clock = clock;
        this.customers = customers;
        this.answers = answers;
        this.restrictions = restrictions;
        this.consents = consents;
        this.orders = orders;
        this.activities = activities;
        this.metrics = metrics;
        this.findings = findings;
        this.duplicates = duplicates;
        this.merges = merges;
        this.disclosures = disclosures;
    }

    /// @throws io.fenji.kit.problem.ProblemException 404, 410 when there is no customer
    Answer of(UUID id) {
        return new Answer(customers.get(id).id(), clock.now(), right.isHeld(), this);
    }

    private void write(Document document, Answer answer) {
        QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(LONGEST.toSeconds()))
                .run(() -> {
                    database.call(connection -> {
                        Sql.execute(connection, "set transaction isolation level repeatable read read only");
                        return answer;
                    });
                    parts(document, answer);
                });
    }

    private void parts(Document document, Answer answer) {
        UUID id = answer.customerId();
        Customer customer = customers.get(id);
        document.begin();
        document.value("customerId", id);
        document.value("exportedAt", answer.exportedAt());
        document.value("customer", answer.unmasked() ? customer : answers.masked(customer));
        restrictions.find(id).ifPresent(restriction -> document.value("restriction", restriction));
        document.value("metrics", metrics.read(id, null).orElseThrow());
        document.value("consents", consents.list(id).items());
        document.array("orders", portions(after -> orders.ofCustomer(id, after, PORTION), Order::id));
        document.array("interactions", activities(Interaction.TABLE, id, Interaction::from));
        document.array("feedback", activities(FeedbackEntry.TABLE, id, FeedbackEntry::from));
        document.array("findings", pages(after -> findings.ofCustomer(id, null, PORTION, after)));
        document.value("duplicates", duplicates.ofCustomer(id));
        document.array("merges", portions(after -> merges.list(id, null, after, PORTION), Merge::id));
        Disclosures.Filter reads = new Disclosures.Filter(id, null, null, null);
        document.array("disclosures", portions(after -> disclosures.list(reads, after, PORTION), Disclosure::id));
        document.end();
    }

    private <C, T> Document.Items<T> activities(ActivityTable<C> table, UUID customer, Function<Activity<C>, T> shown) {
        ActivityFilter filter = new ActivityFilter(customer, null, null, null, null, null, null);
        return portions(after -> activities.list(table, filter, after, PORTION), Activity<C>::id)
                .map(shown);
    }

    /// Portion after portion of a list that goes on behind the id of its last item.
    private static <T> Document.Items<T> portions(Function<@Nullable UUID, List<T>> list, Function<T, UUID> id) {
        return each -> {
            @Nullable UUID after = null;
            List<T> portion;
            do {
                portion = list.apply(after);
                portion.forEach(each);
                after = portion.isEmpty() ? after : id.apply(portion.getLast());
            } while (portion.size() == PORTION);
        };
    }

    private static <T> Document.Items<T> pages(Function<@Nullable String, Page<T>> list) {
        return each -> {
            @Nullable String after = null;
            do {
                Page<T> page = list.apply(after);
                page.items().forEach(each);
                after = page.next();
            } while (after != null);
        };
    }
}
