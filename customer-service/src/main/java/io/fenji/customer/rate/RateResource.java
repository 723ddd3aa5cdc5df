package io.fenji.customer.rate;

import io.fenji.customer.value.Checks;
import io.fenji.customer.write.BatchResult;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Exchange rates.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RateResource {
    private final Rates rates;
    private final CursorCodec cursors;

    RateResource(Rates rates, CursorCodec cursors) {
        this.rates = rates;
        this.cursors = cursors;
    }

    @GET
    @Path("/exchange-rates")
    public Page<ExchangeRate> list(
            @QueryParam("currency") @Nullable String currency,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        RateFilter filter = new RateFilter(currency, Checks.date("from", from), Checks.date("to", to));
        return cursors.page(
                "exchange-rates?" + filter,
                after,
                PageRequest.limit(limit),
                (id, rows) -> rates.list(filter, id, rows),
                ExchangeRate::id);
    }

    @POST
    @Path("/exchange-rates:batch")
    public BatchResult batch(@NotNull @Valid RateRequest.Batch request) {
        return rates.put(request.items());
    }

    @GET
    @Path("/exchange-rates/{currency}/{date}")
    public Response get(@PathParam("currency") String currency, @PathParam("date") String date) {
        return ok(rates.get(currency, Checks.requiredDate("date", date)));
    }

    @PUT
    @Path("/exchange-rates/{currency}/{date}")
    public Response put(
            @PathParam("currency") String currency,
            @PathParam("date") String date,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid RateRequest request) {
        Rates.Put put =
                rates.put(new RateRequest.Dated(currency, Checks.requiredDate("date", date), request.rate()), ifMatch);
        if (!put.created()) {
            return ok(put.rate());
        }
        return Response.created(URI.create("/v1/exchange-rates/%s/%s"
                        .formatted(currency, put.rate().date())))
                .entity(put.rate())
                .header("ETag", EntityTags.of(put.rate().version()))
                .build();
    }

    @DELETE
    @Path("/exchange-rates/{currency}/{date}")
    public void delete(
            @PathParam("currency") String currency,
            @PathParam("date") String date,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        rates.delete(currency, Checks.requiredDate("date", date), ifMatch);
    }

    private static Response ok(ExchangeRate rate) {
        return Response.ok(rate).header("ETag", EntityTags.of(rate.version())).build();
    }
}
