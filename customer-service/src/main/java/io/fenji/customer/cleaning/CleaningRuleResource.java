package io.fenji.customer.cleaning;

import io.fenji.kit.http.EntityTags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules that rows are cleaned by.
@Path("/v1/cleaning-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CleaningRuleResource {
    /// All rules.
    @RegisterForReflection
    public record RuleList(List<?> items) {}

    /// A rule as its reader sees it.
    @RegisterForReflection
    public record RuleResponse(
            String code,
            Map<String, String> name,
            Map<String, String> description,
            String dimension,
            List<FieldPath> fields,
            Severity severity,
            RuleAction action,
            List<RuleAction> allowedActions,
            boolean enabled,
            boolean mandatory,
            boolean wholeBase,
            RuleParameters parameters) {
        static RuleResponse from(CleaningRule rule) {
            return new RuleResponse(
                    rule.code(),
                    RuleTexts.name(rule.code()),
                    RuleTexts.description(rule.code()),
                    rule.dimension(),
                    rule.looksAt(),
                    rule.severity(),
                    rule.action(),
                    rule.allowedActions(),
                    rule.enabled(),
                    rule.mandatory(),
                    rule.kind().looksAtTheBase(),
                    rule.parameters());
        }
    }

    private final CleaningRules rules;

    CleaningRuleResource(CleaningRules rules) {
        this.rules = rules;
    }

    @GET
    public RuleList list() {
        return new RuleList(rules.all().stream().map(RuleResponse::from).toList());
    }

    @GET
    @Path("/{code}")
    public Response get(@PathParam("code") String code) {
        return answer(rules.get(code));
    }

    @PATCH
    @Path("/{code}")
    public Response change(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull RuleChange change) {
        return answer(rules.change(code, change, ifMatch));
    }

    private static Response answer(CleaningRule rule) {
        return Response.ok(RuleResponse.from(rule))
                .header("ETag", EntityTags.of(rule.version()))
                .build();
    }
}
