package io.fenji.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Language;
import io.fenji.launcher.console.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleCustomerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI NOWHERE = URI.create("http://127.0.0.1/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH|true|the score 59.6813 is below 60, where Gold begins, but who is in Gold keeps it down to 55",
                "CHINESE|true|总分 59.6813 低于黄金的进入分数 60；已在黄金的客户，分数不低于 55 时保留该等级",
                "ENGLISH|false|the tier begins at a score of 55",
            })
    void saysThatATierIsKeptBelowItsBeginning(Language language, boolean held, String expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(out, out, Messages.in(language), false, 80, false);
        try (StubService stub = new StubService()) {
            stub.on("GET /v1/tiers?limit=1&scheme=s&tier=gold", "{\"items\":[{\"customerId\":\"7\"}]}")
                    .on("GET /v1/customers/7", "{\"name\":\"Li\",\"keys\":[{\"key\":\"C7\"}]}")
                    .on("GET /v1/metrics", "{\"items\":[]}")
                    .on("GET /v1/customers/7/tiers/s/explanation", """
                            {"schemeVersion":2,"tier":"gold","score":59.6813,"dimensions":[],"rules":[],
                             "cut":{"type":"score","tier":"gold","threshold":55,"heldByLeave":%s}}""".formatted(held))
                    .on("GET /v1/schemes/s/versions/2", """
                            {"document":{"tiers":[{"key":"gold","name":{"zh-CN":"黄金","en":"Gold"},"enter":60,"leave":55}]}}""");
            new ExampleCustomer(console, stub.api(), stub.api()).show(result());
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                .contains(expected);
    }

    private static DemoResult result() throws IOException {
        JsonNode distribution = JSON.readTree("{\"tiers\":[{\"tier\":\"gold\",\"customers\":1}]}");
        return new DemoResult(
                "s",
                List.of(),
                Optional.empty(),
                distribution,
                JSON.createObjectNode(),
                NOWHERE,
                NOWHERE,
                List.of(),
                0);
    }
}
