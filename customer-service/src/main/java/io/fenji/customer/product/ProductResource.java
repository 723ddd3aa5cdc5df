package io.fenji.customer.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.cleaning.FindingReader;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.MergePatch;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Products, one by one.
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProductResource {
    /// What cleaning rules found in a product.
    @RegisterForReflection
    public record FindingList(List<FindingReader.Shown> items) {}

    private final Products products;
    private final MergePatch patches;
    private final FindingReader findings;
    private final CursorCodec cursors;

    ProductResource(Products products, MergePatch patches, FindingReader findings, CursorCodec cursors) {
        this.products = products;
        this.patches = patches;
        this.findings = findings;
        this.cursors = cursors;
    }

    @GET
    public Page<Product> list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("category") @Nullable String category,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return cursors.page(
                "products?source=%s&category=%s".formatted(source, category),
                after,
                PageRequest.limit(limit),
                (id, rows) -> products.list(source, category, id, rows),
                Product::id);
    }

    @POST
    public Response create(@NotNull @Valid ProductCreateRequest request) {
        return created(products.create(request.key(), request.content()));
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return ok(
                products.find(id).orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(id))));
    }

    @GET
    @Path("/{id}/findings")
    public FindingList findings(@PathParam("id") UUID id) {
        Product known =
                products.find(id).orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(id)));
        return new FindingList(findings.ofProduct(known.id()));
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ProductRequest request) {
        return ok(products.replace(id, request, ifMatch));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        return ok(products.change(
                id, known -> patches.apply(ProductRequest.class, ProductRequest.of(known), patch, Set.of()), ifMatch));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        products.delete(id, ifMatch);
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
            @NotNull @Valid ProductRequest request) {
        Products.Upserted upserted = products.upsert(ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? created(upserted.product()) : ok(upserted.product());
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

    private Product find(ExternalKey key) {
        return products.find(key).orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(key)));
    }

    private static Response ok(Product product) {
        return Response.ok(product)
                .header("ETag", EntityTags.of(product.version()))
                .build();
    }

    private static Response created(Product product) {
        return Response.created(URI.create("/v1/products/" + product.id()))
                .entity(product)
                .header("ETag", EntityTags.of(product.version()))
                .build();
    }
}
