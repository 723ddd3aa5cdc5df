package io.fenji.customer.consent;

import io.fenji.customer.write.BatchResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What customers say, up to a thousand at once.
@Path("/v1/consents:batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsentBatchResource {
    private final ConsentBatch batch;

    ConsentBatchResource(ConsentBatch batch) {
        this.batch = batch;
    }

    @POST
    public BatchResult add(@NotNull @Valid ConsentRequest.Batch request) {
        return batch.add(request.items());
    }
}
