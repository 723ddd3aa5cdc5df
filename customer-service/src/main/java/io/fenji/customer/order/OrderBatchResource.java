package io.fenji.customer.order;

import io.fenji.customer.write.BatchResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Orders, up to a thousand at once.
@Path("/v1/orders:batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrderBatchResource {
    private final OrderBatch batch;

    OrderBatchResource(OrderBatch batch) {
        this.batch = batch;
    }

    @POST
    public BatchResult upsert(@NotNull @Valid OrderRequest.Batch request) {
        return batch.upsert(request.items());
    }
}
