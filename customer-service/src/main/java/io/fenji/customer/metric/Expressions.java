package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fenji.customer.definition.FilterCondition;
import io.fenji.customer.definition.MetricDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The built-in metrics in the form of a user's, where it can express them.
final class Expressions {
    private static final FilterCondition PURCHASE = is("purchase", BooleanNode.TRUE);
    private static final Map<String, MetricDocument> BY_KEY = all();

    private Expressions() {}

    static Optional<MetricDocument> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    private static Map<String, MetricDocument> all() {
        Map<String, MetricDocument> all = new HashMap<>();
        for (Window window : Window.values()) {
            put(all, "grossSpend." + window.key(), "orders", "sum", "gross", window);
            put(all, "spend." + window.key(), "orders", "sum", "net", window);
            put(all, "orders." + window.key(), "orders", "count", null, window, PURCHASE);
            put(all, "largestOrder." + window.key(), "orders", "max", "gross", window, PURCHASE);
        }
        for (Contact contact : Contact.values()) {
            FilterCondition[] ofType =
                    contact == Contact.ALL ? new FilterCondition[0] : new FilterCondition[] {type(contact.name())};
            Contact.WINDOWS.forEach(
                    window -> put(all, contact.key(window), "interactions", "count", null, window, ofType));
        }
        put(all, "recencyDays", "orders", "daysSince", null, Window.LIFETIME, PURCHASE);
        put(all, "lastInteractionDays", "interactions", "daysSince", null, Window.LIFETIME);
        put(all, "satisfaction.365d", "feedback", "mean", "score", Window.D365, type("CSAT"));
        put(all, "nps", "feedback", "last", "score", Window.LIFETIME, type("NPS"));
        put(all, "complaints.365d", "feedback", "count", null, Window.D365, type("COMPLAINT"));
        put(all, "referrals.365d", "feedback", "count", null, Window.D365, type("REFERRAL"));
        put(
                all,
                "openComplaints",
                "feedback",
                "count",
                null,
                Window.LIFETIME,
                type("COMPLAINT"),
                is("resolved", BooleanNode.FALSE));
        return Map.copyOf(all);
    }

    private static void put(
            Map<String, MetricDocument> all,
            String key,
            String source,
            String aggregate,
            @Nullable String field,
            Window window,
            FilterCondition... filter) {
        all.put(
                key,
                new MetricDocument(
                        key, null, null, null, null, source, aggregate, field, List.of(filter), window.key()));
    }

    private static FilterCondition type(String name) {
        return is("type", TextNode.valueOf(name));
    }

    private static FilterCondition is(String field, JsonNode value) {
        return new FilterCondition(field, value, null, null, null, null, null, null, null);
    }
}
