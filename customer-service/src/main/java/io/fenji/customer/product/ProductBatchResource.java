package io.fenji.customer.product;

import io.fenji.customer.write.BatchResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Products, up to a thousand at once.
@Path("/v1/products:batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProductBatchResource {
    private final ProductBatch batch;

    ProductBatchResource(ProductBatch batch) {
        this.batch = batch;
    }

    @POST
    public BatchResult upsert(@NotNull @Valid ProductCreateRequest.Batch request) {
        return batch.upsert(request.items());
    }
}
