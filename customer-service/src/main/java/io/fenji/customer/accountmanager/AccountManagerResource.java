package io.fenji.customer.accountmanager;

import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.BatchResult;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
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
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directory of account managers.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountManagerResource {
    private static final int LONGEST_NAME = 400;

    private final AccountManagers managers;
    private final CursorCodec cursors;

    AccountManagerResource(AccountManagers managers, CursorCodec cursors) {
        this.managers = managers;
        this.cursors = cursors;
    }

    @GET
    @Path("/account-managers")
    public Page<AccountManager> list(
            @QueryParam("manager") @Nullable String manager,
            @QueryParam("region") @Nullable String region,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "account-managers?%s&%s".formatted(manager, region);
        List<AccountManager> rows = managers.list(manager, region, cursors.decode(scope, after), most + 1);
        List<AccountManager> items = rows.stream().limit(most).toList();
        return new Page<>(
                items,
                rows.size() > most ? cursors.encode(scope, items.getLast().name()) : null);
    }

    @POST
    @Path("/account-managers:batch")
    public BatchResult batch(@NotNull @Valid AccountManagerRequest.Batch request) {
        return managers.put(request.items());
    }

    @GET
    @Path("/account-managers/{name}")
    public Response get(@PathParam("name") String name) {
        return answer(Response.ok(), managers.get(name));
    }

    @PUT
    @Path("/account-managers/{name}")
    public Response put(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid AccountManagerRequest request) {
        if (!name.matches(ExternalKey.NOT_BLANK) || name.length() > LONGEST_NAME) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "name", "INVALID_VALUE", "must have 1 to 400 characters");
        }
        AccountManagers.Put put = managers.put(name, request, ifMatch);
        return answer(
                put.created()
                        ? Response.created(UriBuilder.fromPath("/v1/account-managers/{name}")
                                .build(put.manager().name()))
                        : Response.ok(),
                put.manager());
    }

    @DELETE
    @Path("/account-managers/{name}")
    public void delete(@PathParam("name") String name, @HeaderParam("If-Match") @Nullable String ifMatch) {
        managers.delete(name, ifMatch);
    }

    private static Response answer(Response.ResponseBuilder answer, AccountManager manager) {
        return answer.entity(manager)
                .header("ETag", EntityTags.of(manager.version()))
                .build();
    }
}
