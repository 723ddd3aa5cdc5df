package io.fenji.engine.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.value.quality.BackTest;

/// The back-test of a calibration as JSON.
final class BackTestJson {

    private BackTestJson() {}

    static void write(BackTest test, ObjectNode node) {
        node.put("days", test.days())
                .put("customers", test.customers())
                .put("predicted", test.predicted())
                .put("actual", test.actual())
                .put("naive", test.naive())
                .put("meanAbsoluteError", test.meanAbsoluteError())
                .put("naiveMeanAbsoluteError", test.naiveMeanAbsoluteError())
                .put("residualDeviation", test.residualDeviation())
                .put("brier", test.brier())
                .put("baseBrier", test.baseBrier());
        ArrayNode classes = node.putArray("classes");
        test.classes()
                .forEach(part -> classes.addObject()
                        .put("orders", part.orders())
                        .put("customers", part.customers())
                        .put("predicted", part.predicted())
                        .put("actual", part.actual())
                        .put("naive", part.naive()));
        ArrayNode curve = node.putArray("curve");
        test.curve()
                .forEach(point -> curve.addObject()
                        .put("from", point.from())
                        .put("customers", point.customers())
                        .put("predicted", point.predicted())
                        .put("actual", point.actual()));
    }

    static BackTest read(JsonNode node) {
        return new BackTest(
                node.required("days").intValue(),
                node.required("customers").longValue(),
                number(node, "predicted"),
                node.required("actual").longValue(),
                node.required("naive").longValue(),
                number(node, "meanAbsoluteError"),
                number(node, "naiveMeanAbsoluteError"),
                number(node, "residualDeviation"),
                number(node, "brier"),
                number(node, "baseBrier"),
                ValueCalibrationJson.list(
                        node,
                        "classes",
                        part -> new BackTest.FrequencyClass(
                                part.required("orders").intValue(),
                                part.required("customers").longValue(),
                                number(part, "predicted"),
                                number(part, "actual"),
                                number(part, "naive"))),
                ValueCalibrationJson.list(
                        node,
                        "curve",
                        point -> new BackTest.CurvePoint(
                                number(point, "from"),
                                point.required("customers").longValue(),
                                number(point, "predicted"),
                                number(point, "actual"))));
    }

    private static double number(JsonNode node, String property) {
        return node.required(property).doubleValue();
    }
}
