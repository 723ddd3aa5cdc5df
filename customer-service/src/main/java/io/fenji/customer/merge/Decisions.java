package io.fenji.customer.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Applies survivorship rules.
final class Decisions {
    private final UUID survivor;
    private final List<Candidate> candidates;
    private final Survivorship rules;

    Decisions(UUID survivor, List<Candidate> candidates, Survivorship rules) {
        this.survivor = survivor;
        this.candidates = candidates;
        this.rules = rules;
    }

    List<FieldDecision> all() {
        return Arrays.stream(MergedField.values()).map(this::of).toList();
    }

    /// The customers in the order in which the field's rule asks them.
    List<Candidate> ranking(MergedField field) {
        Comparator<Candidate> survivorFirst =
                Comparator.comparing(candidate -> !candidate.id().equals(survivor));
        Comparator<Candidate> newestFirst =
                Comparator.comparing(Candidate::updatedAt).reversed();
        Comparator<Candidate> byRule = switch (rules.ruleOf(field)) {
            case SURVIVOR -> survivorFirst;
            case MOST_RECENT -> newestFirst;
            case MOST_COMPLETE ->
                Comparator.comparingLong(Candidate::fieldsWithValue).reversed();
            case LONGEST ->
                Comparator.<Candidate>comparingInt(candidate -> candidate.length(field))
                        .reversed();
            case SOURCE_ORDER -> Comparator.comparingInt(candidate -> candidate.place(rules.sourceList()));
        };
        return candidates.stream()
                .sorted(byRule.thenComparing(survivorFirst)
                        .thenComparing(newestFirst)
                        .thenComparing(candidate -> candidate.id().toString()))
                .toList();
    }

    private FieldDecision of(MergedField field) {
        Rule rule = rules.ruleOf(field);
        List<Candidate> having = ranking(field).stream()
                .filter(candidate -> candidate.has(field))
                .toList();
        if (having.isEmpty()) {
            return new FieldDecision(field, null, null, rule, "nobody has a value");
        }
        Candidate winner = having.getFirst();
        if (field == MergedField.CUSTOM) {
            return new FieldDecision(
                    field,
                    custom(having),
                    winner.id(),
                    rule,
                    "each key from the first that has it: " + why(rule, winner));
        }
        String reason = having.size() == 1 ? "the only one with a value" : why(rule, winner);
        return new FieldDecision(field, value(field, winner), winner.id(), rule, reason);
    }

    private String why(Rule rule, Candidate winner) {
        return switch (rule) {
            case SURVIVOR ->
                winner.id().equals(survivor)
                        ? "the survivor's"
                        : "the survivor has none; of the others it changed last";
            case MOST_RECENT -> "it changed last, at " + winner.updatedAt();
            case MOST_COMPLETE -> "it has the most fields with a value, %d".formatted(winner.fieldsWithValue());
            case LONGEST -> "the longest";
            case SOURCE_ORDER -> {
                int place = winner.place(rules.sourceList());
                yield place < rules.sourceList().size()
                        ? "it has a key of source " + rules.sourceList().get(place)
                        : "nobody with a value has a key of the listed sources; it is the survivor or changed last";
            }
        };
    }

    private static JsonNode value(MergedField field, Candidate winner) {
        JsonNode first = winner.row().path(field.columns().getFirst());
        return switch (field) {
            case ADDRESS -> {
                ObjectNode address = JsonNodeFactory.instance.objectNode();
                for (String column : field.columns()) {
                    if (winner.row().hasNonNull(column)) {
                        address.set(column, winner.row().path(column));
                    }
                }
                yield address;
            }
            case ASSETS ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("amount", first.decimalValue().toPlainString())
                        .put("currency", winner.row().path("assets_currency").asText());
            default -> first;
        };
    }

    private static JsonNode custom(List<Candidate> having) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Candidate candidate : new ArrayList<>(having).reversed()) {
            candidate.row().path("custom").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        }
        return JsonNodeFactory.instance.objectNode().setAll(values);
    }
}
