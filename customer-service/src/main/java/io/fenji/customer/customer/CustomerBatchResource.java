package io.fenji.customer.customer;

import io.fenji.customer.access.PersonalReads;
import io.fenji.customer.write.BatchResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;

/// Customers, up to a thousand at once.
@Path("/v1/customers:batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerBatchResource {
    private final CustomerBatch batch;
    private final PersonalReads reads;

    CustomerBatchResource(CustomerBatch batch, PersonalReads reads) {
        this.batch = batch;
        this.reads = reads;
    }

    @POST
    public BatchResult upsert(@NotNull @Valid CustomerRequest.Batch request) {
        BatchResult result = batch.upsert(request.items());
        // The answer tells whose record is as the caller says.
        result.items().stream()
                .map(BatchResult.Item::id)
                .filter(Objects::nonNull)
                .forEach(reads::of);
        return result;
    }
}
