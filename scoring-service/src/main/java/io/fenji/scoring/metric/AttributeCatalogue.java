package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/// Which attributes the metric feed carries: those that every customer may have, and the custom fields that are marked
/// as analytic. Asked of customer-service each time.
@ApplicationScoped
public class AttributeCatalogue {
    private static final Logger LOG = Logger.getLogger(AttributeCatalogue.class);
    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final List<String> OF_EVERYONE = List.of(
            "kind",
            "country",
            "province",
            "city",
            "industry",
            "size",
            "channel",
            "registeredOn",
            "accountManager",
            "riskAppetite");

    private final CustomFieldClient client;

    AttributeCatalogue(@RestClient CustomFieldClient client) {
        this.client = client;
    }

    /// Keys of all attributes; nothing when customer-service is away.
    public Optional<Set<String>> keys() {
        try (InputStream in = client.customFields()) {
            JsonNode items = LENIENT.readTree(in).path("items");
            if (!items.isArray()) {
                return Optional.empty();
            }
            Set<String> keys = new TreeSet<>(OF_EVERYONE);
            items.forEach(item -> {
                if (item.path("analytic").asBoolean()) {
                    keys.add("custom." + item.path("key").asText());
                }
            });
            return Optional.of(keys);
        } catch (WebApplicationException | ProcessingException | IOException away) {
            LOG.warnf("The custom fields cannot be fetched, attributes are not checked: %s", away.toString());
            return Optional.empty();
        }
    }
}
