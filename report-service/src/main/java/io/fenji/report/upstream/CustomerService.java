package io.fenji.report.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.upstream.CustomerApi.ImportView;
import io.fenji.report.upstream.CustomerApi.NamedCustomer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// customer-service: names for display and the quality of what was imported.
@ApplicationScoped
public class CustomerService {
    private static final String NAME = "customer-service";
    private static final int INVALID = 400;
    private static final int BATCH = 200;
    private static final int LATEST_IMPORTS = 20;

    private final CustomerApi api;

    CustomerService(@RestClient CustomerApi api) {
        this.api = api;
    }

    /// Names by id, in batches; a customer that is unknown or has no name is left out.
    ///
    /// @throws UpstreamException when the service cannot be reached or answers with an error
    public Map<UUID, String> names(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        List<UUID> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<UUID> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            try {
                for (NamedCustomer customer : api.customers(batch, BATCH).items()) {
                    if (customer.name() != null && !customer.name().isBlank()) {
                        names.put(customer.id(), customer.name());
                    }
                }
            } catch (RuntimeException failure) {
                throw new UpstreamException(NAME, failure);
            }
        }
        return names;
    }

    /// The latest imports, newest first.
    ///
    /// @throws UpstreamException when the service cannot be reached or answers with an error
    public List<ImportView> latestImports() {
        try {
            return api.imports(LATEST_IMPORTS).items();
        } catch (RuntimeException failure) {
            throw new UpstreamException(NAME, failure);
        }
    }

    /// How good the base is.
    ///
    /// @throws RefusedException when a filter is not valid there
    /// @throws UpstreamException when the service cannot be reached or answers with an error
    public JsonNode quality(
            @Nullable String source, @Nullable String entity, @Nullable String from, @Nullable String to) {
        try {
            return api.quality(source, entity, from, to);
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == INVALID) {
                throw RefusedException.of(answer);
            }
            throw new UpstreamException(NAME, answer);
        } catch (RuntimeException failure) {
            throw new UpstreamException(NAME, failure);
        }
    }
}
