package io.fenji.customer.customer;

import io.fenji.customer.write.BatchResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Customers, up to a thousand at once.
@Path("/v1/customers:batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerBatchResource {
    private final CustomerBatch batch;

    CustomerBatchResource(CustomerBatch batch) {
        this.batch = batch;
    }

    @POST
    public BatchResult upsert(@NotNull @Valid CustomerRequest.Batch request) {
        return batch.upsert(request.items());
    }
}
