package io.fenji.scoring.scheme;

import io.fenji.kit.http.EntityTags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Submitting, approving and rejecting drafts.
@Path("/v1/schemes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchemeApprovalResource {
    private final SchemeApproval approval;

    SchemeApprovalResource(SchemeApproval approval) {
        this.approval = approval;
    }

    @POST
    @Path("/{key}/versions/{version}:submit")
    public Response submit(
            @PathParam("key") String key, @PathParam("version") int version, @Valid @NotNull ApprovalRequest request) {
        return ok(approval.submit(new VersionId(key, version), request));
    }

    @POST
    @Path("/{key}/versions/{version}:approve")
    public Response approve(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ApprovalRequest request) {
        return ok(approval.approve(new VersionId(key, version), request, ifMatch));
    }

    @POST
    @Path("/{key}/versions/{version}:reject")
    public Response reject(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ApprovalRequest request) {
        return ok(approval.reject(new VersionId(key, version), request, ifMatch));
    }

    private static Response ok(SchemeVersionResponse version) {
        return Response.ok(version)
                .header("ETag", EntityTags.of(version.revision()))
                .build();
    }
}
