package io.fenji.scoring.simulation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// A document with another number in one place. Weights beside a weight make room for it in proportion, so that they
/// still sum to the same.
final class Variants {
    private static final int PLACES = 4;
    private static final String WEIGHT = "weight";

    private Variants() {}

    /// @throws ProblemException 422 when there is no number at the place
    static JsonNode with(JsonNode document, String pointer, BigDecimal value) {
        JsonNode copy = document.deepCopy();
        JsonPointer place = place(pointer);
        if (!copy.at(place).isNumber()) {
            throw noNumber(pointer);
        }
        JsonNode holder = copy.at(place.head());
        String property = place.last().getMatchingProperty();
        // The list in which the weighted part stands, and where in it.
        if (property.equals(WEIGHT) && copy.at(place.head().head()) instanceof ArrayNode parts) {
            makeRoom(parts, place.head().last().getMatchingIndex(), value);
        }
        switch (holder) {
            case ObjectNode object -> object.set(property, DecimalNode.valueOf(value));
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), DecimalNode.valueOf(value));
            default -> throw noNumber(pointer);
        }
        return copy;
    }

    private static JsonPointer place(String pointer) {
        try {
            JsonPointer place = JsonPointer.compile(pointer);
            if (place.matches()) {
                throw noNumber(pointer);
            }
            return place;
        } catch (IllegalArgumentException malformed) {
            throw noNumber(pointer);
        }
    }

    private static void makeRoom(ArrayNode parts, int chosen, BigDecimal value) {
        List<ObjectNode> others = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            if (i != chosen
                    && parts.get(i) instanceof ObjectNode other
                    && other.path(WEIGHT).isNumber()) {
                others.add(other);
                sum = sum.add(other.path(WEIGHT).decimalValue());
            }
        }
        if (sum.signum() <= 0) {
            return;
        }
        BigDecimal left =
                sum.add(parts.path(chosen).path(WEIGHT).decimalValue()).subtract(value);
        BigDecimal rest = left;
        for (int i = 0; i < others.size(); i++) {
            BigDecimal own = others.get(i).path(WEIGHT).decimalValue();
            BigDecimal share =
                    i == others.size() - 1 ? rest : left.multiply(own).divide(sum, PLACES, RoundingMode.HALF_UP);
            rest = rest.subtract(share);
            others.get(i).set(WEIGHT, DecimalNode.valueOf(share));
        }
    }

    private static ProblemException noNumber(String pointer) {
        return ProblemException.at(
                ScoringProblem.SIMULATION_INVALID,
                "/curve/pointer",
                "NO_NUMBER",
                "The first draft has no number at '%s'".formatted(pointer));
    }
}
