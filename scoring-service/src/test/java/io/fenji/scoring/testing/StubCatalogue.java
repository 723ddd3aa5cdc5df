package io.fenji.scoring.testing;

/// What customer-service's catalogue says of a metric, for those that tests use.
final class StubCatalogue {
    private StubCatalogue() {}

    /// An item, with a field that no contract has yet.
    static String item(String key) {
        String family = key.replaceFirst("\\.([0-9]+d|lifetime)$", "");
        return """
                {"key":"%1$s","group":"value","name":{"zh-CN":"指标 %1$s","en":"Metric %1$s"},"unit":"%2$s","step":%3$s,%4$s
                 "builtIn":true,"state":"IN_FORCE","future":1}""".formatted(key, unit(family), step(family), lever(key, family));
    }

    private static String unit(String family) {
        return switch (family) {
            case "orders", "categories", "openComplaints" -> "count";
            case "recencyDays", "tenureDays", "orderGapDays" -> "days";
            case "returnRate", "discountShare" -> "ratio";
            case "creditRating" -> "score";
            default -> "money";
        };
    }

    private static String step(String family) {
        return switch (unit(family)) {
            case "money" -> "0.01";
            case "ratio" -> "0.0001";
            default -> "1";
        };
    }

    private static String lever(String key, String family) {
        return switch (family) {
            case "tenureDays" -> "";
            case "recencyDays" -> lever(family, "TO_LEVEL", "DOWN", ",\"least\":0,\"start\":0");
            case "orderGapDays", "returnRate", "discountShare", "openComplaints" ->
                lever(family, "BY_AMOUNT", "DOWN", ",\"least\":0");
            case "averageOrder" -> lever(key, "BY_AMOUNT", "UP", ",\"start\":0.01");
            case "largestOrder" -> lever(family, "TO_LEVEL", "UP", ",\"start\":0.01");
            case "categories" -> lever(family, "BY_AMOUNT", "UP", ",\"start\":1");
            default -> lever(family, "BY_AMOUNT", "UP", "");
        };
    }

    private static String lever(String key, String moves, String direction, String more) {
        return "\"lever\":{\"key\":\"%s\",\"moves\":\"%s\",\"directions\":[\"%s\"]%s},"
                .formatted(key, moves, direction, more);
    }
}
