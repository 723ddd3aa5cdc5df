package io.fenji.scoring.metric;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// customer-service's custom fields, as JSON.
@RegisterRestClient(configKey = "customer-service")
@Path("/v1/custom-fields")
public interface CustomFieldClient {
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    InputStream customFields();
}
