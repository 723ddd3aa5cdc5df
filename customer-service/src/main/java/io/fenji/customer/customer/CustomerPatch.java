package io.fenji.customer.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Set;

/// JSON merge patches (RFC 7396) of customers: what the patch leaves out stays, null clears, lists are replaced whole.
@ApplicationScoped
class CustomerPatch {
    private static final List<String> NOT_WRITABLE = List.of("id", "createdAt", "updatedAt");

    private final ObjectMapper json;
    private final Validator validator;

    CustomerPatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// The customer with the patch.
    ///
    /// @throws BadRequestException when the outcome does not have the shape of a customer
    CustomerRequest apply(Customer customer, ObjectNode patch) {
        ObjectNode document = json.valueToTree(customer);
        document.remove(NOT_WRITABLE);
        merge(document, patch);
        try {
            CustomerRequest request = json.treeToValue(document, CustomerRequest.class);
            Set<ConstraintViolation<CustomerRequest>> violations = validator.validate(request);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return request;
        } catch (JsonProcessingException wrongShape) {
            throw new BadRequestException(wrongShape);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode nested) {
                JsonNode before = target.get(name);
                merge(before instanceof ObjectNode known ? known : target.putObject(name), nested);
            } else {
                target.set(name, value);
            }
        });
    }
}
