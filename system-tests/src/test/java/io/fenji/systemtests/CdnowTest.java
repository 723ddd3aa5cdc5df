package io.fenji.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.purchase.PurchasePredictor;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The CDNOW sample from orders to values of customers, against published parameters and predictions.
@InSuite(SuiteKind.CDNOW)
class CdnowTest {
    private static final LocalDate TODAY = SuiteKind.CDNOW.businessDate;
    private static final String MAPPING = "uci-online-retail";
    private static final String SOURCE = "uci";
    /// The customer of the walkthrough of the R package BTYD.
    private static final String REGULAR = "1516";

    private static Journey journey;
    private static JsonNode model;
    private static Map<String, TreeSet<LocalDate>> purchases;

    @BeforeAll
    static void loadAndCalibrate(FreshSuite suite) throws IOException {
        Path sample = Needed.data(
                find(), "the CDNOW sample is neither in ../shared/data beside the project nor in FENJI_DATA");
        journey = Journey.through(suite);
        purchases = new TreeMap<>();
        journey.importFile("orders", MAPPING, orders(sample));
        JsonNode done = journey.scoring()
                .succeeded(journey.scoring().post("/v1/value-calibrations", "{}"), Duration.ofMinutes(2));
        model = journey.scoring()
                .json("/v1/value-calibrations/"
                        + done.path("result").path("calibrationId").asText())
                .path("model");
    }

    private static Optional<Path> find() {
        String configured = System.getenv("FENJI_DATA");
        Path data = configured == null ? Path.of("../../shared/data") : Path.of(configured);
        return Optional.of(
                        data.resolve("cdnow/CDNOW_sample.txt").toAbsolutePath().normalize())
                .filter(Files::isRegularFile);
    }

    /// As a file of orders. Eight days were free; the published figures count them as purchases, which free ones are
    /// not
    /// here: they cost a cent.
    private static Path orders(Path sample) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
        int number = 500_000;
        for (String line : Files.readAllLines(sample)) {
            String[] fields = line.strip().split(" +", -1);
            LocalDate day = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
            if (!day.isAfter(TODAY)) {
                String price = Double.parseDouble(fields[4]) > 0 ? fields[4] : "0.01";
                lines.add("%d,CD,Compact disc,1,%s 12:00:00,%s,%d,United Kingdom"
                        .formatted(++number, day, price, Integer.parseInt(fields[1])));
                purchases
                        .computeIfAbsent(Integer.toString(Integer.parseInt(fields[1])), key -> new TreeSet<>())
                        .add(day);
            }
        }
        return Files.write(Files.createDirectories(Path.of("target/cdnow")).resolve("orders.csv"), lines);
    }

    @ParameterizedTest
    @CsvSource({
        "BG_NBD, .242595 4.413602 .792922 2.425907, -9582.4292",
        "PARETO_NBD, .553277 10.577684 .606240 11.668737, -9594.9762",
        "MBG_NBD, .525 6.183 .891 1.614, -9582.14"
    })
    void theFitsAreThePublishedOnes(String name, String published, double logLikelihood) {
        JsonNode estimate = candidate(name).path("estimate");
        String[] parameters = published.split(" ", -1);

        for (int i = 0; i < parameters.length; i++) {
            double expected = Double.parseDouble(parameters[i]);
            // Three digits are known of the MBG/NBD.
            double known = name.equals("MBG_NBD") ? 0.0006 : expected * 1e-3;
            assertThat(estimate.path("parameters").path(i).path("value").asDouble())
                    .as(estimate.toPrettyString())
                    .isCloseTo(expected, within(known));
        }
        assertThat(estimate.path("logLikelihood").asDouble()).isCloseTo(logLikelihood, within(0.05));
    }

    @Test
    void theFitsForetellTheRegularCustomerAsPublished() {
        TreeSet<LocalDate> days = purchases.get(REGULAR);
        int last = days(days.first(), days.last());
        int age = days(days.first(), TODAY);
        int orders = days.size() - 1;

        assertThat(predictor("BG_NBD").alive(orders, last, age)).isCloseTo(.9688523, within(1e-4));
        assertThat(predictor("BG_NBD").expectedOrders(orders, last, age, 364)).isCloseTo(25.75659, within(0.01));
        assertThat(predictor("PARETO_NBD").alive(orders, last, age)).isCloseTo(.997874, within(1e-4));
        assertThat(predictor("PARETO_NBD").expectedOrders(orders, last, age, 364))
                .isCloseTo(25.45647, within(0.01));
    }

    @Test
    void theValueOfEachCustomerIsThatOfTheModelThatServes() {
        PurchasePredictor predictor = predictor(model.path("purchase").asText());
        List<String> some = purchases.keySet().stream().limit(200).toList();

        for (String key : some) {
            TreeSet<LocalDate> days = purchases.get(key);
            int last = days(days.first(), days.last());
            int age = days(days.first(), TODAY);
            JsonNode now = journey.scoring()
                    .json("/v1/customers/by-key/%s/%s/value".formatted(SOURCE, key))
                    .path("now");
            assertThat(now.path("aliveProbability").asDouble())
                    .as(key)
                    .isCloseTo(predictor.alive(days.size() - 1, last, age), within(1e-4));
            assertThat(now.path("expectedOrders").path("days90").asDouble())
                    .as(key)
                    .isCloseTo(predictor.expectedOrders(days.size() - 1, last, age, 90), within(1e-4));
        }
    }

    private static PurchasePredictor predictor(String name) {
        JsonNode fit = candidate(name);
        double[] parameters = StreamSupport.stream(
                        fit.path("estimate").path("parameters").spliterator(), false)
                .mapToDouble(parameter -> parameter.path("value").asDouble())
                .toArray();
        return PurchasePredictor.of(
                PurchaseModel.valueOf(name), parameters, fit.path("unitDays").asDouble());
    }

    private static JsonNode candidate(String name) {
        return StreamSupport.stream(model.path("candidates").spliterator(), false)
                .filter(fit -> fit.path("model").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int days(LocalDate from, LocalDate to) {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }
}
