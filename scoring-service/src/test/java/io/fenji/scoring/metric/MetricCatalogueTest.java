package io.fenji.scoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.value.ModelMetric;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a service that has just started knows of metrics.
@QuarkusTest
@ServiceTest
class MetricCatalogueTest {
    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    @BeforeEach
    @AfterEach
    void neverAsked() {
        database.transaction(c -> Sql.update(c, "delete from metric_catalogue"));
    }

    private MetricCatalogue away() {
        return new MetricCatalogue(
                () -> {
                    throw new ProcessingException("refused");
                },
                database,
                clock);
    }

    private MetricCatalogue there() {
        return new MetricCatalogue(
                () -> new ByteArrayInputStream(CustomerServiceStub.catalogue().getBytes(StandardCharsets.UTF_8)),
                database,
                clock);
    }

    @Test
    void knowsNothingBeforeItWasEverAsked() {
        assertThat(away().metrics()).isEmpty();
    }

    @Test
    void knowsWhatWasAskedBeforeWhileCustomerServiceIsAway() {
        there().keys();

        assertThat(away().metrics()).hasValueSatisfying(metrics -> {
            CatalogueMetric spend = metrics.get("spend.365d");
            assertThat(spend.unit()).isEqualTo("money");
            assertThat(spend.name()).containsEntry("en", "Metric spend.365d");
            assertThat(spend.step()).isEqualTo(new BigDecimal("0.01"));
            assertThat(spend.lever())
                    .isEqualTo(new CatalogueMetric.Lever("spend", "BY_AMOUNT", List.of("UP"), null, null, null));
            assertThat(metrics.get("tenureDays").lever()).isNull();
            assertThat(metrics.get("clv.365d").unit()).isEqualTo("money");
        });
        assertThat(away().keys()).isEqualTo(there().keys());
    }

    @Test
    void asksNotTwiceInAMinuteEvenWhenThereIsNoAnswer() {
        there().keys();
        AtomicInteger asked = new AtomicInteger();
        MetricCatalogue away = new MetricCatalogue(
                () -> {
                    asked.incrementAndGet();
                    throw new ProcessingException("refused");
                },
                database,
                clock);

        assertThat(away.metrics()).isEqualTo(away.metrics()).isPresent();
        assertThat(asked).hasValue(1);
    }

    @Test
    void knowsKeysOnlyFromATimeWhenNothingElseWasKept() {
        database.transaction(c ->
                Sql.update(c, "insert into metric_catalogue (keys, fetched_at) values (array['spend.365d'], now())"));

        Set<String> keys = new TreeSet<>(ModelMetric.keys());
        keys.add("spend.365d");
        assertThat(away().keys()).isEqualTo(keys);
        assertThat(away().metrics()).isEmpty();
    }
}
