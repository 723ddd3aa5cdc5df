package io.fenji.customer.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.filter.CustomerParameters;
import io.fenji.customer.filter.ListedCustomer;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.MergePatch;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Orders, one by one.
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrderResource {
    private final Orders orders;
    private final OrderCreation creation;
    private final MergePatch patches;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ListedCustomer listed;

    OrderResource(
            Orders orders,
            OrderCreation creation,
            MergePatch patches,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            ListedCustomer listed) {
        this.orders = orders;
        this.creation = creation;
        this.patches = patches;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.listed = listed;
    }

    @GET
    public Page<Order> list(
            @BeanParam CustomerParameters customer,
            @QueryParam("source") @Nullable String source,
            @QueryParam("key") @Nullable String key,
            @QueryParam("status") @Nullable String status,
            @QueryParam("orderedFrom") @Nullable String orderedFrom,
            @QueryParam("orderedBefore") @Nullable String orderedBefore,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("currency") @Nullable String currency,
            @QueryParam("rateMissing") @Nullable String rateMissing,
            @QueryParam("returnsOf") @Nullable UUID returnsOf,
            @QueryParam("orphanReturns") @Nullable String orphanReturns,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        OrderFilter filter = new OrderFilter(
                listed.id(customer),
                source,
                key,
                Checks.parameter(OrderStatus.class, "status", status),
                Checks.time("orderedFrom", orderedFrom),
                Checks.time("orderedBefore", orderedBefore),
                channel,
                currency,
                Checks.truth("rateMissing", rateMissing),
                returnsOf,
                Checks.truth("orphanReturns", orphanReturns));
        return cursors.page("orders?" + filter, after, most, (id, rows) -> orders.list(filter, id, rows), Order::id);
    }

    @POST
    public Response create(
            @NotNull @Valid OrderRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return IdempotencyStore.isGiven(idempotencyKey)
                ? idempotency.run("POST /v1/orders", idempotencyKey, request, () -> created(orders.create(request)))
                : created(creation.create(request));
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return ok(orders.find(id).orElseThrow(() -> ProblemException.notFound("There is no order %s".formatted(id))));
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid OrderRequest request) {
        return ok(orders.replace(id, request, ifMatch));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        return ok(orders.change(
                id,
                known -> patches.apply(OrderRequest.class, OrderRequest.of(known), patch, Set.of("status", "currency")),
                ifMatch));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        orders.delete(id, ifMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}")
    public Response getByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return ok(find(new ExternalKey(source, key)));
    }

    @PUT
    @Path("/by-key/{source}/{key}")
    public Response upsert(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid OrderRequest request) {
        Orders.Upserted upserted = orders.upsert(ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? created(upserted.order()) : ok(upserted.order());
    }

    @PATCH
    @Path("/by-key/{source}/{key}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patchByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        return patch(find(new ExternalKey(source, key)).id(), ifMatch, patch);
    }

    @DELETE
    @Path("/by-key/{source}/{key}")
    public void deleteByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        delete(find(new ExternalKey(source, key)).id(), ifMatch);
    }

    private Order find(ExternalKey key) {
        return orders.find(key).orElseThrow(() -> ProblemException.notFound("There is no order %s".formatted(key)));
    }

    private static Response ok(Order order) {
        return Response.ok(order).header("ETag", EntityTags.of(order.version())).build();
    }

    private static Response created(Order order) {
        return Response.created(URI.create("/v1/orders/" + order.id()))
                .entity(order)
                .header("ETag", EntityTags.of(order.version()))
                .build();
    }
}
