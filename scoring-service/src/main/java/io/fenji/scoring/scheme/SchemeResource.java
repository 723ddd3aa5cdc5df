package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.language.Language;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Schemes and their versions.
@Path("/v1/schemes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchemeResource {
    private static final String SCOPE = "schemes";
    private static final MediaType YAML = MediaType.valueOf(SchemeYaml.MEDIA_TYPE);

    private final SchemeEditor editor;
    private final SchemeList schemes;
    private final SchemeStore store;
    private final CursorCodec cursors;
    private final Database database;

    SchemeResource(SchemeEditor editor, SchemeList schemes, SchemeStore store, CursorCodec cursors, Database database) {
        this.editor = editor;
        this.schemes = schemes;
        this.store = store;
        this.cursors = cursors;
        this.database = database;
    }

    @GET
    public Page<SchemeResponse> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable String position = cursors.decode(SCOPE, after);
        List<SchemeResponse> found = database.call(c -> schemes.page(c, position, most + 1));
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(SCOPE, found.get(most - 1).key()))
                : new Page<>(found, null);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, SchemeYaml.MEDIA_TYPE})
    public Response create(
            @QueryParam("author") @Author @Nullable String author,
            @Context HttpHeaders headers,
            @NotNull JsonNode document) {
        return created(editor.create(document, author, language(headers)));
    }

    @GET
    @Path("/{key}")
    public SchemeResponse get(@PathParam("key") String key) {
        return database.call(c -> schemes.one(c, key)).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no scheme '%s'".formatted(key)));
    }

    @POST
    @Path("/{key}/versions")
    @Consumes({MediaType.APPLICATION_JSON, SchemeYaml.MEDIA_TYPE})
    public Response addVersion(
            @PathParam("key") String key,
            @QueryParam("author") @Author @Nullable String author,
            @Context HttpHeaders headers,
            @NotNull JsonNode document) {
        return created(editor.addDraft(key, document, author, language(headers)));
    }

    @GET
    // `…:verb` is not one of these: asked with another method it is not allowed, rather than not found.
    @Path("/{key}/versions/{version: [^:/]+}")
    public Response getVersion(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        SchemeVersionResponse found = database.call(c -> store.require(c, new VersionId(key, version)));
        String tag = EntityTags.of(found.revision());
        if (EntityTags.notModified(ifNoneMatch, tag)) {
            return Response.notModified().header("ETag", tag).build();
        }
        return Response.ok(found).header("ETag", tag).build();
    }

    @PUT
    @Path("/{key}/versions/{version: [^:/]+}")
    @Consumes({MediaType.APPLICATION_JSON, SchemeYaml.MEDIA_TYPE})
    public Response replaceVersion(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @QueryParam("author") @Author @Nullable String author,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context HttpHeaders headers,
            @NotNull JsonNode document) {
        return ok(editor.replace(new VersionId(key, version), document, author, ifMatch, language(headers)));
    }

    @GET
    @Path("/{key}/versions/{version: [^:/]+}/document")
    @Produces({MediaType.APPLICATION_JSON, SchemeYaml.MEDIA_TYPE})
    public Response document(
            @PathParam("key") String key, @PathParam("version") int version, @Context HttpHeaders headers) {
        SchemeVersionResponse found = database.call(c -> store.require(c, new VersionId(key, version)));
        // The first that is wanted and can be had; what is neither was refused before.
        boolean yaml = headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(YAML))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
        return Response.ok(yaml ? SchemeYaml.write(found.document()) : found.document())
                .type(yaml ? YAML : MediaType.APPLICATION_JSON_TYPE)
                .header("ETag", EntityTags.of(found.revision()))
                .build();
    }

    @GET
    @Path("/{key}/versions/{version: [^:/]+}/diff")
    public SchemeDiff diff(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @QueryParam("against") @NotNull Integer against) {
        return database.call(c -> SchemeDiff.between(
                store.require(c, new VersionId(key, against)), store.require(c, new VersionId(key, version))));
    }

    @POST
    @Path("/{key}/versions/{version}:validate")
    public Validation validate(@PathParam("key") String key, @PathParam("version") int version) {
        return editor.validate(new VersionId(key, version));
    }

    @POST
    @Path("/{key}/versions/{version}:activate")
    public Response activate(
            @PathParam("key") String key, @PathParam("version") int version, @Context HttpHeaders headers) {
        return activate(key, version, headers, Activation.AT_ONCE);
    }

    @POST
    @Path("/{key}/versions/{version}:activate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @Context HttpHeaders headers,
            @Nullable Activation activation) {
        return ok(editor.activate(
                new VersionId(key, version), activation == null ? Activation.AT_ONCE : activation, language(headers)));
    }

    @POST
    @Path("/{key}/versions/{version}:rollback")
    public Response rollBack(
            @PathParam("key") String key, @PathParam("version") int version, @Context HttpHeaders headers) {
        return rollBack(key, version, headers, Activation.AT_ONCE);
    }

    @POST
    @Path("/{key}/versions/{version}:rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rollBack(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @Context HttpHeaders headers,
            @Nullable Activation activation) {
        return ok(editor.rollBack(
                new VersionId(key, version), activation == null ? Activation.AT_ONCE : activation, language(headers)));
    }

    @POST
    @Path("/{key}/versions/{version}:retire")
    public Response retire(@PathParam("key") String key, @PathParam("version") int version) {
        return ok(editor.retire(new VersionId(key, version)));
    }

    @POST
    @Path("/{key}/versions/{version}:clone")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response copy(
            @PathParam("key") String key,
            @PathParam("version") int version,
            @Context HttpHeaders headers,
            @Valid @NotNull SchemeCopyRequest request) {
        return created(editor.copy(new VersionId(key, version), request, language(headers)));
    }

    /// That of the sentences about a document's places.
    private static Language language(HttpHeaders headers) {
        return Language.of(headers.getAcceptableLanguages());
    }

    private static Response ok(SchemeVersionResponse version) {
        return Response.ok(version)
                .header("ETag", EntityTags.of(version.revision()))
                .build();
    }

    private static Response created(SchemeVersionResponse version) {
        return Response.created(URI.create("/v1/schemes/%s/versions/%d".formatted(version.scheme(), version.version())))
                .header("ETag", EntityTags.of(version.revision()))
                .entity(version)
                .build();
    }
}
