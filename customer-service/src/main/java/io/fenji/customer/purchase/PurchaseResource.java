package io.fenji.customer.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The purchase days of the whole base: by customer for models, by month for a seasonality index.
@Path("/v1")
@RunOnVirtualThread
public class PurchaseResource {
    /// The last line of the summaries.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            boolean end,
            long count,
            LocalDate until,
            @Nullable LocalDate holdoutUntil,
            String currency) {}

    /// What was bought in each month.
    @RegisterForReflection
    public record Months(LocalDate until, String currency, List<Month> months) {}

    /// What was bought in a month.
    ///
    /// @param spend absent while an order of the month has no rate
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Month(
            String month,
            long purchaseDays,
            long customers,
            @Nullable String spend) {
        static Month of(ResultSet row) throws SQLException {
            return new Month(
                    YearMonth.from(row.getObject(1, LocalDate.class)).toString(),
                    row.getLong(2),
                    row.getLong(3),
                    Optional.ofNullable(row.getBigDecimal(4))
                            .map(BigDecimal::toPlainString)
                            .orElse(null));
        }
    }

    private final Database database;
    private final PurchaseSql sql;
    private final String currency;
    private final ObjectMapper json;

    PurchaseResource(Database database, BusinessClock clock, BaseCurrency baseCurrency, ObjectMapper json) {
        this.database = database;
        this.sql = new PurchaseSql(clock.zone());
        this.currency = baseCurrency.code();
        this.json = json;
    }

    @GET
    @Path("/purchase-summaries")
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response summaries(
            @QueryParam("until") @Nullable String until, @QueryParam("holdoutUntil") @Nullable String holdoutUntil) {
        Period period = database.call(connection -> Period.of(until, holdoutUntil, businessDate(connection)));
        StreamingOutput body = out -> write(out, period);
        return Response.ok(body, NdjsonWriter.MEDIA_TYPE).build();
    }

    @GET
    @Path("/purchase-months")
    @Produces(MediaType.APPLICATION_JSON)
    public Months months(@QueryParam("until") @Nullable String until) {
        return database.transaction(connection -> {
            LocalDate last = Period.of(until, null, businessDate(connection)).until();
            planByIndex(connection);
            return new Months(last, currency, Sql.list(connection, sql.months(last), Month::of));
        });
    }

    private void write(OutputStream out, Period period) {
        NdjsonWriter writer = new NdjsonWriter(out, json);
        PurchaseSummaryLines lines = new PurchaseSummaryLines();
        database.transaction(connection -> {
            planByIndex(connection);
            Sql.eachCopied(connection, sql.summaries(period), PurchaseSql.COLUMNS, row -> writer.line(lines.of(row)));
            return true;
        });
        writer.end(new End(true, writer.count(), period.until(), period.holdoutUntil(), currency));
    }

    /// A customer's orders are looked up: PostgreSQL's costs of hard disks would have it sort the whole base.
    private static void planByIndex(Connection connection) {
        Sql.execute(connection, "set local random_page_cost = 1.1");
    }

    private static LocalDate businessDate(Connection connection) {
        return Sql.only(connection, "select business_date from metric_state", row -> row.getObject(1, LocalDate.class));
    }
}
