package io.fenji.customer.privacy;

import io.fenji.customer.filter.CustomerParameters;
import io.fenji.customer.filter.ListedCustomer;
import io.fenji.customer.value.Checks;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// Who read whose personal data.
@Path("/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DisclosureResource {
    private final Disclosures disclosures;
    private final CursorCodec cursors;
    private final ListedCustomer listed;

    DisclosureResource(Disclosures disclosures, CursorCodec cursors, ListedCustomer listed) {
        this.disclosures = disclosures;
        this.cursors = cursors;
        this.listed = listed;
    }

    @GET
    public Page<Disclosure> list(
            @BeanParam CustomerParameters customer,
            @QueryParam("reader") @Nullable String reader,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        Disclosures.Filter filter =
                new Disclosures.Filter(listed.id(customer), reader, Checks.time("from", from), Checks.time("to", to));
        return cursors.page(
                "disclosures?" + filter,
                after,
                PageRequest.limit(limit),
                (id, rows) -> disclosures.list(filter, id, rows),
                Disclosure::id);
    }
}
