package io.fenji.scoring.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.correction.Planner.Wanted;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.metric.PastMetrics;
import io.fenji.scoring.tier.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// Evaluates the past of some customers again. Begun anew after a crash it finds those it has done as they should be.
@ApplicationScoped
public class CorrectionOperation implements OperationHandler {
    static final String KIND = "tier-correction";

    private final Database database;
    private final Corrector corrector;
    private final BusinessClock clock;
    private final ObjectMapper json;

    CorrectionOperation(Database database, Corrector corrector, BusinessClock clock, ObjectMapper json) {
        this.database = database;
        this.corrector = corrector;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Up to a thousand customers' years are asked for day by day, which takes hours.
    @Override
    public boolean givesWay() {
        return true;
    }

    @Override
    public JsonNode run(OperationContext context) throws JsonProcessingException {
        CorrectionRequest request = json.treeToValue(context.request(), CorrectionRequest.class);
        InForce inForce = database.call(c -> InForce.of(c, request.scheme())).orElseThrow();
        LocalDate last = database.call(c -> MetricCopy.state(c).businessDateOr(clock.today()))
                .minusDays(1);
        Set<UUID> customers = new LinkedHashSet<>(request.customerIds());
        long done = 0;
        long corrected = 0;
        long corrections = 0;
        for (UUID customer : customers) {
            context.progress("evaluating", done++, (long) customers.size());
            int found = correct(new Wanted(customer, inForce, request.from(), last, null));
            corrections += found;
            corrected += found > 0 ? 1 : 0;
        }
        return json.createObjectNode()
                .put("customers", customers.size())
                .put("corrected", corrected)
                .put("corrections", corrections);
    }

    private int correct(Wanted wanted) {
        try {
            return corrector.correct(wanted, corrector.metricsOf(wanted.customerId()));
        } catch (PastMetrics.AwayException away) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "customer-service does not tell metrics of past days; try again later");
        }
    }

    /// Takes those of whom nothing may be kept out of the requests.
    ///
    /// @param idQuery SQL for their ids, a constant of ours
    public static void forget(Connection connection, String idQuery) {
        Sql.update(connection, """
                update operations o
                set request = jsonb_set(request, '{customerIds}', (
                  select coalesce(jsonb_agg(i.id), '[]')
                  from jsonb_array_elements_text(o.request -> 'customerIds') as i (id)
                  where i.id not in (select e.customer_id::text from (%1$s) e)))
                where kind = '%2$s' and exists (
                  select from (%1$s) e where jsonb_exists(o.request -> 'customerIds', e.customer_id::text))""".formatted(idQuery, KIND));
    }
}
