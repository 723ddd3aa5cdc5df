package io.fenji.customer.customer;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.contact.ContactPoint;
import io.fenji.customer.contact.Contacts;
import io.fenji.customer.customfield.CustomField;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads requests into the customers that they ask for; made once a transaction, because custom fields are declared in
/// the database.
final class CustomerReader {
    /// The customer that a request asks for, and what the cleaning rules found in it.
    record Wanted(Customer customer, RequestCleaning cleaning) {
        /// What is to be kept of the findings.
        Findings.Row findings(boolean known) {
            List<ExternalKey> keys = customer.keys();
            String source = keys.isEmpty() ? OWN_SOURCE : keys.getFirst().source();
            return new Findings.Row(customer.id(), customer.id(), source, known, cleaning);
        }
    }

    /// Findings of customers that have no key are of this source.
    private static final String OWN_SOURCE = "fenji";

    private final Contacts contacts;
    private final CustomFields fields;
    private final RuleBook rules;
    private final Connection connection;
    private @Nullable SortedMap<String, CustomField> declared;

    CustomerReader(Contacts contacts, CustomFields fields, RuleBook rules, Connection connection) {
        this.rules = rules;
        this.contacts = contacts;
        this.fields = fields;
        this.connection = connection;
    }

    /// Checks a request, cleans it and makes the customer of it.
    ///
    /// @param checks gets what is wrong with it
    /// @param pointer of the request in what was sent
    /// @param id of a new customer
    /// @param known the customer that it replaces
    Wanted read(
            Checks checks,
            String pointer,
            CustomerRequest given,
            List<ExternalKey> keys,
            UUID id,
            @Nullable Customer known,
            Instant now) {
        RequestCleaning cleaning = new RequestCleaning(rules, ImportType.CUSTOMERS, checks);
        int before = checks.errors().size();
        checks.require(
                keys.size() <= CustomerRequest.MOST_KEYS,
                pointer + "/keys",
                "TOO_MANY_KEYS",
                "With those that stay from a merge they are %d, a customer has at most %d"
                        .formatted(keys.size(), CustomerRequest.MOST_KEYS));
        given.check(checks, pointer);
        CustomerRequest request = checks.errors().size() > before ? given : given.cleaned(cleaning, pointer);
        SortedMap<String, Object> custom = custom(checks, pointer + "/custom", request.custom());
        List<ContactPoint> points = contacts.read(
                checks,
                pointer + "/contactPoints",
                request.contactList(),
                rules.countryCode(request.country()),
                known == null ? List.of() : known.contacts(),
                cleaning);
        Customer customer = new Customer(
                known == null ? id : known.id(),
                request.kind(),
                request.name(),
                keys.stream().sorted().toList(),
                request.country(),
                request.province(),
                request.city(),
                request.industry(),
                request.size(),
                request.creditRating(),
                request.assets(),
                request.channel(),
                request.registeredOn(),
                request.accountManager(),
                request.riskAppetite(),
                request.taxNumber(),
                custom.isEmpty() ? null : custom,
                points.isEmpty() ? null : points,
                known == null ? now : known.createdAt(),
                now,
                known == null ? 1 : known.version() + 1);
        return new Wanted(customer, cleaning);
    }

    private SortedMap<String, Object> custom(Checks checks, String pointer, @Nullable Map<String, JsonNode> requested) {
        SortedMap<String, Object> values = new TreeMap<>();
        if (requested == null || requested.isEmpty()) {
            return values;
        }
        SortedMap<String, CustomField> known = declared();
        requested.forEach((key, node) -> {
            String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            CustomField field = known.get(key);
            if (field == null) {
                checks.add(place, "UNKNOWN_CUSTOM_FIELD", "is not declared; PUT /v1/custom-fields/{key} declares it");
                return;
            }
            Object value = field.value(node);
            if (value == null) {
                checks.add(place, "INVALID_VALUE", field.rule());
            } else {
                values.put(key, value);
            }
        });
        return values;
    }

    private SortedMap<String, CustomField> declared() {
        SortedMap<String, CustomField> known = declared;
        if (known == null) {
            known = fields.all(connection);
            declared = known;
        }
        return known;
    }
}
