package io.fenji.scoring.valuation.answer;

import io.fenji.kit.http.TaggedJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What value models say of a customer.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerValueResource {
    private final CustomerValueReader values;
    private final TaggedJson tagged;

    CustomerValueResource(CustomerValueReader values, TaggedJson tagged) {
        this.values = values;
        this.tagged = tagged;
    }

    @GET
    @Path("/{customerId}/value")
    public Response get(
            @PathParam("customerId") UUID customerId,
            @QueryParam("horizonDays") @DefaultValue("365") @Min(1) @Max(3650) int horizonDays,
            @QueryParam("level") @DefaultValue("0.9") @DecimalMin("0.5") @DecimalMax("0.999") BigDecimal level,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return tagged.answer(values.read(customerId, horizonDays, level.doubleValue()), ifNoneMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/value")
    public Response getByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("horizonDays") @DefaultValue("365") @Min(1) @Max(3650) int horizonDays,
            @QueryParam("level") @DefaultValue("0.9") @DecimalMin("0.5") @DecimalMax("0.999") BigDecimal level,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return get(values.byKey(source, key), horizonDays, level, ifNoneMatch);
    }
}
