package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.interaction.InteractionType;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class NewMetricsTest {
    @Inject
    Database database;

    @Inject
    DayRoll start;

    @AfterEach
    void backToTheTestsDate() {
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));
    }

    /// As a base looks that an older version has left: shorter vectors, at a date of its own.
    @Test
    void theFirstStartThatKnowsMoreMetricsRecomputesTheBaseWhereItStands() {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        Api.await(json("{\"businessDate\": \"2011-11-30\"}")
                .post("/v1/metric-refreshes")
                .header("Location"));
        shortVectors();
        assertThat(metrics(customer).has("interactions.30d")).isFalse();
        assertThat(metrics(customer).has("spend.30d")).isTrue();

        start.start(new StartupEvent());

        Api.await("/v1/operations/" + newestRefresh());
        assertThat(metrics(customer).path("interactions.30d").asInt(-1)).isZero();
        assertThat(standsAt()).isEqualTo("2011-11-30");
        UUID refreshed = newestRefresh();
        start.start(new StartupEvent());
        assertThat(newestRefresh()).as("an up-to-date base stays as it is").isEqualTo(refreshed);
    }

    /// As an outage, or somebody who cancels, leaves it.
    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELLED"})
    void aRefreshThatBringsNewMetricsIsTriedAgainUntilItHasSucceeded(String end) {
        String customer = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + customer);
        shortVectors();
        UUID before = newestRefresh();
        database.call(connection -> Sql.update(connection, """
                insert into operations (id, kind, request, state, finished_at)
                values (uuidv7(), 'metric-refresh', jsonb_build_object('catalogue', ?::integer), ?, now())""", MetricCatalogue.METRICS.size(), end));
        UUID tried = newestRefresh();

        start.complete();
        assertThat(newestRefresh()).as("it only just ended").isEqualTo(tried).isNotEqualTo(before);
        database.call(connection -> Sql.update(
                connection,
                "update operations set finished_at = now() - interval '1 day' where request ->> 'catalogue' is not null"
                        + " and finished_at is not null"));
        start.complete();
        Api.await("/v1/operations/" + newestRefresh());

        assertThat(newestRefresh()).isNotEqualTo(tried);
        assertThat(metrics(customer).path("interactions.30d").asInt(-1)).isZero();
        UUID succeeded = newestRefresh();
        start.complete();
        assertThat(newestRefresh()).isEqualTo(succeeded);
    }

    /// Else it would be taken for done, and nobody would compute what is lacking.
    @Test
    void aRefreshThatFailsLeavesTheBaseLacking() {
        shortVectors();
        database.call(connection -> {
            Sql.execute(
                    connection,
                    "alter table customer_metrics add constraint out_of_order check (cardinality(vector) < 40) not valid");
            return null;
        });
        try {
            start.start(new StartupEvent());
            assertThat(Api.await("/v1/operations/" + newestRefresh())
                            .path("state")
                            .asText())
                    .isEqualTo("FAILED");
        } finally {
            database.call(connection -> {
                Sql.execute(connection, "alter table customer_metrics drop constraint out_of_order");
                return null;
            });
        }
        UUID failed = newestRefresh();

        start.start(new StartupEvent());

        assertThat(newestRefresh()).as("a start tries at once").isNotEqualTo(failed);
        Api.await("/v1/operations/" + newestRefresh());
        UUID succeeded = newestRefresh();
        start.start(new StartupEvent());
        assertThat(newestRefresh()).isEqualTo(succeeded);
    }

    private void shortVectors() {
        database.transaction(connection -> {
            Sql.update(connection, "update customer_metrics set vector = vector[1:38]");
            return Sql.update(connection, "update metric_state set metrics = 38");
        });
    }

    @Test
    void everyTypeOfInteractionHasItsCounts() {
        List<String> counted = Arrays.stream(Contact.values())
                .filter(contact -> contact != Contact.ALL)
                .map(Enum::name)
                .toList();

        assertThat(Arrays.stream(InteractionType.values()).map(Enum::name).toList())
                .isEqualTo(counted);
    }

    private UUID newestRefresh() {
        return database.call(connection -> Sql.only(
                connection,
                "select id from operations where kind = 'metric-refresh' order by id desc limit 1",
                row -> row.getObject(1, UUID.class)));
    }

    private String standsAt() {
        return database.call(connection -> Sql.only(
                        connection, "select business_date from metric_state", row -> row.getObject(1, LocalDate.class)))
                .toString();
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }
}
