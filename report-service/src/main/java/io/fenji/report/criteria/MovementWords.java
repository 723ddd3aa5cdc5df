package io.fenji.report.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Movement policies, reviews and what an activation does with existing tiers in words.
record MovementWords(Texts texts, Formats formats, ConditionWords conditions) {

    /// The policy and the reviews; null when tiers follow the cut at once and are never reviewed.
    @Nullable
    String of(JsonNode document) {
        String existing = existing(document.path("activation"));
        if (!document.has("movement") && !document.has("review")) {
            return existing;
        }
        List<String> sentences = new ArrayList<>();
        JsonNode movement = document.path("movement");
        sentences.add(moves("upgrade", movement.path("upgrade")));
        JsonNode downgrade = movement.path("downgrade");
        sentences.add(moves("downgrade", downgrade));
        if (downgrade.has("renewal")) {
            sentences.add(texts.get("movement.renewal", conditions.of(downgrade.path("renewal"))));
        }
        if (document.has("review")) {
            sentences.add(review(document.path("review")));
        }
        if (existing != null) {
            sentences.add(existing);
        }
        return String.join(texts.get("movement.between"), sentences);
    }

    private @Nullable String existing(JsonNode activation) {
        String key = "movement.existing." + activation.path("existingTiers").asText();
        if (!texts.has(key)) {
            return null;
        }
        return activation.has("until")
                ? texts.get(
                        key + ".until",
                        formats.date(LocalDate.parse(activation.path("until").asText())))
                : texts.get(key);
    }

    private String moves(String direction, JsonNode policy) {
        String at = policy.isTextual() ? policy.textValue() : policy.path("at").asText("immediate");
        StringBuilder sentence = new StringBuilder(texts.get("movement." + direction + "." + at));
        for (String limit : List.of("maxSteps", "graceDays", "minStayDays")) {
            int number = policy.path(limit).asInt();
            if (number > 0) {
                sentence.append(texts.counted("movement." + limit, number));
            }
        }
        return sentence.append(texts.get("movement.end")).toString();
    }

    private String review(JsonNode review) {
        return texts.get(
                "movement.review." + review.path("every").asText(),
                Formats.count(review.path("day").asInt(1)),
                Formats.count(review.path("month").asInt(1)));
    }
}
