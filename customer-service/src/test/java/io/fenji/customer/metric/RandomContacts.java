package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random interactions and feedback: single writes, batches, files, corrections that move rows to other customers, and
/// deletions.
final class RandomContacts {
    private static final int KEYS = 40;
    private static final LocalDate DAY = LocalDate.of(2011, 12, 10);
    private static final List<String> TOUCHES = List.of(
            "CALL",
            "EMAIL",
            "VISIT",
            "MEETING",
            "SITE_VIEW",
            "INQUIRY",
            "DOWNLOAD",
            "LOGIN",
            "CAMPAIGN_RESPONSE",
            "SOCIAL_CONTACT");
    private static final List<String> VOICES = List.of("CSAT", "NPS", "COMPLAINT", "COMPLAINT", "REVIEW", "REFERRAL");

    private record Touch(String customer, LocalDate day, LocalTime time, String type) {}

    private record Voice(String customer, BruteForce.Voice said) {}

    private final String prefix;
    private final Random random;
    private final ZoneId zone;
    private final int customers;
    private final Map<String, Touch> touches = new TreeMap<>();
    private final Map<String, Voice> voices = new TreeMap<>();

    RandomContacts(String prefix, Random random, ZoneId zone, int customers) {
        this.prefix = prefix;
        this.random = random;
        this.zone = zone;
        this.customers = customers;
    }

    List<BruteForce.Touch> touches(String customer) {
        return touches.values().stream()
                .filter(touch -> touch.customer().equals(customer))
                .map(touch -> new BruteForce.Touch(touch.day(), touch.type()))
                .toList();
    }

    List<BruteForce.Voice> voices(String customer) {
        return voices.values().stream()
                .filter(voice -> voice.customer().equals(customer))
                .map(Voice::said)
                .toList();
    }

    void step() {
        boolean touch = random.nextBoolean();
        String path = touch ? "interactions" : "feedback";
        switch (random.nextInt(4)) {
            case 0 -> {
                String key = draw(touch);
                Response answer =
                        json("{%s}".formatted(body(touch, key))).put("/v1/%s/by-key/demo/%s".formatted(path, key));
                assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
            }
            case 1 -> delete(path);
            case 2 -> {
                List<String> keys = draws(touch);
                Response answer = json(keys.stream()
                                .map(key -> "{\"key\": {\"source\": \"demo\", \"key\": \"%s\"}, %s}"
                                        .formatted(key, body(touch, key)))
                                .collect(Collectors.joining(",", "{\"items\": [", "]}")))
                        .post("/v1/%s:batch".formatted(path));
                assertThat(tree(answer).path("rejected").asInt())
                        .as(answer.asString())
                        .isZero();
            }
            default -> {
                StringBuilder file = new StringBuilder(
                        touch
                                ? "key,customer_key,occurred_at,type,channel,direction\n"
                                : "key,customer_key,occurred_at,type,score,rating,severity,resolved_at,referred_customer_key\n");
                draws(touch).forEach(key -> file.append(touch ? touchRow(key) : voiceRow(key)));
                JsonNode ended = Api.importFile(path, "fenji-" + path, file.toString());
                assertThat(ended.at("/counts/rejected").asInt(-1))
                        .as(ended.toString())
                        .isZero();
            }
        }
    }

    private void delete(String path) {
        Map<String, ?> rows = path.equals("interactions") ? touches : voices;
        List<String> keys = new ArrayList<>(rows.keySet());
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.get(random.nextInt(keys.size()));
        Response read = request().get("/v1/%s/by-key/demo/%s".formatted(path, key));
        int status = request()
                .header("If-Match", read.header("ETag"))
                .delete("/v1/%s/%s".formatted(path, read.<String>path("id")))
                .statusCode();
        assertThat(status).isEqualTo(204);
        rows.remove(key);
    }

    private List<String> draws(boolean touch) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            keys.add(draw(touch));
        }
        return keys.stream().distinct().toList();
    }

    /// Makes or changes a row and gives its key. Each has a second of its own: the latest answer is never in doubt.
    private String draw(boolean touch) {
        int number = random.nextInt(KEYS);
        String key = prefix + (touch ? "I" : "F") + number;
        String customer = prefix + "C" + random.nextInt(customers);
        int[] edges = {-5, 0, 1, 29, 30, 31, 89, 90, 91, 179, 180, 181, 364, 365, 366, 500};
        LocalDate day =
                DAY.minusDays(random.nextInt(3) == 0 ? random.nextInt(400) : edges[random.nextInt(edges.length)]);
        LocalTime time = List.of(LocalTime.of(0, 0, number), LocalTime.of(12, 30, number), LocalTime.of(23, 59, number))
                .get(random.nextInt(3));
        if (touch) {
            touches.put(key, new Touch(customer, day, time, TOUCHES.get(random.nextInt(TOUCHES.size()))));
        } else {
            String type = VOICES.get(random.nextInt(VOICES.size()));
            Integer score = switch (type) {
                case "CSAT" -> 1 + random.nextInt(5);
                case "NPS" -> random.nextInt(11);
                default -> null;
            };
            LocalDate resolved =
                    type.equals("COMPLAINT") && random.nextInt(3) > 0 ? day.plusDays(random.nextInt(60)) : null;
            voices.put(key, new Voice(customer, new BruteForce.Voice(day, time, type, score, resolved)));
        }
        return key;
    }

    private String body(boolean touch, String key) {
        if (touch) {
            Touch row = touches.get(key);
            return "%s, \"type\": \"%s\", \"occurredAt\": \"%s\""
                    .formatted(customer(row.customer()), row.type(), instant(row.day(), row.time()));
        }
        Voice row = voices.get(key);
        BruteForce.Voice said = row.said();
        String time = instant(said.day(), said.time());
        String values = switch (said.type()) {
            case "CSAT", "NPS" -> "\"occurredAt\": \"%s\", \"score\": %d".formatted(time, said.score());
            case "REVIEW" -> "\"occurredAt\": \"%s\", \"rating\": 4.5".formatted(time);
            case "REFERRAL" ->
                "\"occurredAt\": \"%s\", \"referredCustomer\": {\"source\": \"demo\", \"key\": \"X\"}".formatted(time);
            default ->
                "\"openedAt\": \"%s\", \"severity\": \"LOW\"%s"
                        .formatted(
                                time,
                                said.resolved() == null
                                        ? ""
                                        : ", \"resolvedAt\": \"%s\"".formatted(instant(said.resolved(), said.time())));
        };
        return "%s, \"type\": \"%s\", %s".formatted(customer(row.customer()), said.type(), values);
    }

    private String touchRow(String key) {
        Touch row = touches.get(key);
        return "%s,%s,%s,%s,web,INBOUND\n"
                .formatted(key, row.customer(), row.day().atTime(row.time()), row.type());
    }

    private String voiceRow(String key) {
        Voice row = voices.get(key);
        BruteForce.Voice said = row.said();
        boolean complaint = said.type().equals("COMPLAINT");
        return "%s,%s,%s,%s,%s,%s,%s,%s,%s\n"
                .formatted(
                        key,
                        row.customer(),
                        said.day().atTime(said.time()),
                        said.type(),
                        said.score() == null ? "" : said.score(),
                        said.type().equals("REVIEW") ? "4.5" : "",
                        complaint ? "LOW" : "",
                        said.resolved() == null ? "" : said.resolved().atTime(said.time()),
                        said.type().equals("REFERRAL") ? "X" : "");
    }

    private static String customer(String key) {
        return "\"customer\": {\"key\": {\"source\": \"demo\", \"key\": \"%s\"}}".formatted(key);
    }

    private String instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant().toString();
    }
}
