package io.fenji.scoring.valuation.answer;

import io.fenji.engine.clustering.ClusterNames;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.CustomerHistory;
import io.fenji.engine.value.HistoryProblem;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueExplanation;
import io.fenji.engine.value.ValuePredictor;
import io.fenji.engine.value.ValueSettings;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.metric.KnownCustomers;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.CustomerScope;
import io.fenji.scoring.value.ModelMetric;
import io.fenji.scoring.value.PurchaseInputs;
import io.fenji.scoring.value.ValueModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks the models in force about single customers.
@ApplicationScoped
class CustomerValueReader {
    private final Database database;
    private final MetricCatalogue catalogue;
    private final BusinessClock clock;

    CustomerValueReader(Database database, MetricCatalogue catalogue, BusinessClock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// What was read of a customer at one moment.
    private record Read(ValueModels models, LocalDate today, CustomerHistory history, long cluster) {}

    UUID byKey(String source, String key) {
        return database.call(c -> KnownCustomers.byKey(c, source, key))
                .orElseThrow(
                        () -> ProblemException.notFound("No customer has the key '%s' of '%s'".formatted(key, source)));
    }

    /// The answer.
    ///
    /// @param level probability that the interval has
    /// @throws ProblemException 404 without such a customer, without a calibration, and for who has never purchased
    CustomerValueAnswer read(UUID customerId, int horizonDays, double level) {
        Read read = database.transaction(c -> {
            Sql.execute(c, "set transaction isolation level repeatable read, read only");
            return read(c, customerId);
        });
        ValueCalibration calibration = read.models.values();
        ValueCalibration asked = withHorizon(calibration, horizonDays);
        ValuePredictor predictor = ValuePredictor.of(asked, read.today);
        ValueExplanation explanation = predictor.explain(asked, read.history);
        double percentile =
                ValuePredictor.of(calibration, read.today).predict(read.history).percentile();
        HistoryProblem problem = explanation.now().problem();
        return new CustomerValueAnswer(
                customerId,
                read.today,
                read.models.id(),
                horizonDays,
                CustomerValueAnswer.Forecast.of(explanation.now()),
                CustomerValueAnswer.Interval.of(predictor.interval(asked, read.history, level)),
                CustomerValueAnswer.rounded(explanation.now().residualDays()),
                CustomerValueAnswer.rounded(percentile),
                read.cluster == MetricColumn.ABSENT ? null : cluster(read.models.clusters(), read.cluster),
                CustomerValueAnswer.Forecast.of(explanation.withOneMore()),
                problem == HistoryProblem.NONE ? null : problem,
                CustomerValueAnswer.words(explanation));
    }

    private Read read(Connection connection, UUID customerId) {
        if (!KnownCustomers.has(connection, customerId)) {
            throw ProblemException.notFound("There is no customer %s here".formatted(customerId));
        }
        ValueModels models = ValueModels.inForce(connection)
                .orElseThrow(() -> ProblemException.notFound("Value models have not been calibrated yet"));
        List<String> metrics = new ArrayList<>(PurchaseInputs.KEYS);
        metrics.add(ModelMetric.CLUSTER.key());
        MetricTable table = CustomerLoader.in(
                        connection,
                        Columns.of("", List.of(), metrics, List.of()),
                        CustomerScope.of("select '" + customerId + "'::uuid"),
                        1)
                .table();
        CustomerHistory history = PurchaseInputs.of(table)
                .row(0)
                .orElseThrow(() ->
                        ProblemException.notFound("Customer %s has not purchased anything yet".formatted(customerId)));
        return new Read(
                models,
                MetricCopy.state(connection).businessDateOr(clock.today()),
                history,
                table.metric(ModelMetric.CLUSTER.key()).at(0));
    }

    private static ValueCalibration withHorizon(ValueCalibration calibration, int days) {
        return new ValueCalibration(
                new ValueSettings(days, calibration.settings().yearlyDiscount()),
                calibration.customers(),
                calibration.repeaters(),
                calibration.leftOut(),
                calibration.purchase(),
                calibration.candidates(),
                calibration.spend(),
                calibration.reasons(),
                calibration.seasonality(),
                calibration.backTest(),
                calibration.ranks(),
                calibration.dataHash());
    }

    private CustomerValueAnswer.@Nullable Cluster cluster(Clustering clusters, long scaled) {
        int number = Math.toIntExact(scaled / Fixed.ONE);
        List<Map<String, String>> all = ClusterNames.of(clusters, catalogue.names());
        for (int i = 0; i < all.size(); i++) {
            if (clusters.clusters().get(i).number() == number) {
                return new CustomerValueAnswer.Cluster(number, all.get(i));
            }
        }
        return null;
    }
}
