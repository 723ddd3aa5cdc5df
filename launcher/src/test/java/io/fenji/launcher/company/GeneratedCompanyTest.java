package io.fenji.launcher.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCompanyTest {
    private static final CompanyOptions OPTIONS = CompanyOptions.DEMO.withCustomers(2000);

    @TempDir
    private static Path directory;

    private static CompanyCounts counts;
    private static List<String[]> customers;
    private static List<String[]> orders;
    private static List<String[]> interactions;
    private static List<String[]> feedback;

    @BeforeAll
    static void generate() throws IOException {
        counts = GeneratedCompany.write(OPTIONS, directory);
        customers = rows(directory.resolve(GeneratedCompany.CUSTOMERS));
        orders = rows(directory.resolve(GeneratedCompany.ORDERS));
        interactions = rows(directory.resolve(GeneratedCompany.INTERACTIONS));
        feedback = rows(directory.resolve(GeneratedCompany.FEEDBACK));
    }

    @Test
    void givesTheSameBytesForTheSameOptions(@TempDir Path again) throws IOException {
        GeneratedCompany.write(OPTIONS, again);
        for (String name : List.of(
                GeneratedCompany.CUSTOMERS,
                GeneratedCompany.PRODUCTS,
                GeneratedCompany.ORDERS,
                GeneratedCompany.INTERACTIONS,
                GeneratedCompany.FEEDBACK)) {
            assertThat(again.resolve(name)).as(name).hasSameBinaryContentAs(directory.resolve(name));
        }
    }

    @Test
    void givesAnotherCompanyForAnotherSeed(@TempDir Path other) throws IOException {
        GeneratedCompany.write(new CompanyOptions(100, 43, OPTIONS.businessDate(), "CNY"), other);
        assertThat(rows(other.resolve(GeneratedCompany.CUSTOMERS)).getFirst()).isNotEqualTo(customers.getFirst());
    }

    @Test
    void beginsWithTheSameCustomersAtAnySize(@TempDir Path smaller) throws IOException {
        GeneratedCompany.write(OPTIONS.withCustomers(200), smaller);
        List<String[]> few = rows(smaller.resolve(GeneratedCompany.CUSTOMERS));
        assertThat(few).containsExactlyElementsOf(customers.subList(0, few.size()));
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void countsWhatItWrites() {
        assertThat(customers).hasSize((int) (counts.customers() + counts.dirtyCustomerRows()));
        assertThat(orders).hasSize((int) (counts.orderLines() + counts.dirtyOrderRows()));
        assertThat(interactions).hasSize((int) counts.interactions());
        assertThat(feedback).hasSize((int) counts.feedback());
        assertThat(documents('O')).hasSize((int) counts.orders());
        assertThat(documents('R')).hasSize((int) counts.returns());
        assertThat(documents('E')).hasSize((int) counts.dirtyOrderRows());
    }

    @Test
    void sumsToItsTotals() {
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal returned = BigDecimal.ZERO;
        for (String[] row : orders) {
            if (row[4].equals("COMPLETED") && row[0].charAt(0) != 'E') {
                BigDecimal amount =
                        new BigDecimal(row[7]).multiply(new BigDecimal(row[8])).subtract(new BigDecimal(row[9]));
                gross = gross.add(amount.max(BigDecimal.ZERO));
                returned = returned.subtract(amount.min(BigDecimal.ZERO));
            }
        }
        assertThat(gross).isEqualByComparingTo(counts.gross());
        assertThat(gross.subtract(returned)).isEqualByComparingTo(counts.net());
    }

    @Test
    void writesOrdersInOrderOfTimeWithTheirLinesTogether() {
        Set<String> finished = new HashSet<>();
        String order = "";
        String time = "";
        for (String[] row : orders) {
            if (!row[0].equals(order)) {
                assertThat(finished.add(row[0]))
                        .as("lines of %s are adjacent", row[0])
                        .isTrue();
                order = row[0];
                if (row[0].charAt(0) != 'E') {
                    assertThat(row[3]).isGreaterThanOrEqualTo(time);
                    time = row[3];
                }
            }
        }
    }

    @Test
    void keepsOrdersBetweenRegistrationAndBusinessDate() {
        Map<String, String> registered = customers.stream()
                .filter(row -> row[0].startsWith("C"))
                .collect(Collectors.toMap(row -> row[0], row -> row[11]));
        String end = OPTIONS.businessDate().plusDays(1).toString();
        for (String[] row : orders) {
            if (row[0].charAt(0) == 'O') {
                assertThat(row[3]).isLessThan(end).isGreaterThanOrEqualTo(registered.get(row[2]));
            }
        }
    }

    @Test
    void namesTheOrderThatAReturnSendsBack() {
        Set<String> purchases = documents('O');
        for (String[] row : orders) {
            boolean returned = row[0].charAt(0) == 'R';
            assertThat(!row[11].isEmpty()).isEqualTo(returned);
            if (returned) {
                assertThat(purchases).contains(row[11]);
                assertThat(Integer.parseInt(row[7])).isNegative();
            }
        }
    }

    @Test
    void hasOrganisationsAndPersonsInPlausibleShares() {
        double organisations = share(customers, row -> row[1].equals("ORGANIZATION"));
        assertThat(organisations).isCloseTo(0.15, within(0.03));
        assertThat(share(customers, row -> row[4].equals("广东"))).isCloseTo(0.11, within(0.03));
        assertThat(share(customers, row -> !row[9].isEmpty())).isBetween(0.25, 0.5);
        assertThat(share(customers, row -> !row[8].isEmpty())).isBetween(0.2, 0.4);
    }

    @Test
    void concentratesSpendOnFewCustomersAsRealBasesDo() {
        Map<String, BigDecimal> spend = new HashMap<>();
        for (String[] row : orders) {
            if (row[0].charAt(0) == 'O' && row[4].equals("COMPLETED")) {
                spend.merge(row[2], new BigDecimal(row[7]).multiply(new BigDecimal(row[8])), BigDecimal::add);
            }
        }
        List<BigDecimal> sorted = spend.values().stream().sorted().toList().reversed();
        BigDecimal all = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal top = sorted.stream().limit(sorted.size() / 5).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(top.doubleValue() / all.doubleValue()).isBetween(0.65, 0.97);
        assertThat(spend.size() / (double) OPTIONS.customers()).isBetween(0.85, 0.96);
    }

    @Test
    void sellsMoreOnShoppingFestivals() {
        double festival = ordersOn(LocalDate.of(2025, 11, 11));
        double ordinary = (ordersOn(LocalDate.of(2025, 10, 14)) + ordersOn(LocalDate.of(2025, 10, 21))) / 2;
        assertThat(festival).isGreaterThan(ordinary * 2);
    }

    @Test
    void interactionsAndFeedbackHaveKeysOfTheirOwnAndKnownCustomersWithinTheHistory() {
        Set<String> known = customers.stream().map(row -> row[0]).collect(Collectors.toSet());
        String end = OPTIONS.businessDate().plusDays(1).toString();
        for (List<String[]> rows : List.of(interactions, feedback)) {
            assertThat(rows.stream().map(row -> row[0])).doesNotHaveDuplicates();
            assertThat(rows).allSatisfy(row -> {
                assertThat(known).contains(row[1]);
                assertThat(row[2]).isLessThan(end);
            });
            assertThat(rows.stream().map(row -> row[2])).isSorted();
        }
    }

    @Test
    void feedbackHasWhatItsTypeNeedsAndNothingElse() {
        assertThat(feedback.stream().map(row -> row[3]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("CSAT", "NPS", "COMPLAINT", "REFERRAL");
        assertThat(feedback).allSatisfy(row -> {
            assertThat(!row[4].isEmpty()).isEqualTo(row[3].equals("CSAT") || row[3].equals("NPS"));
            assertThat(!row[5].isEmpty()).isEqualTo(row[3].equals("COMPLAINT"));
            assertThat(row[6].isEmpty() || row[6].compareTo(row[2]) > 0).isTrue();
            assertThat(!row[7].isEmpty()).isEqualTo(row[3].equals("REFERRAL"));
            assertThat(row[7]).isNotEqualTo(row[1]);
        });
    }

    @Test
    void makesFewDirtyRows() {
        assertThat(counts.dirtyOrderRows() / (double) counts.orderLines()).isBetween(0.001, 0.006);
        assertThat(counts.dirtyCustomerRows()).isBetween(1L, 20L);
    }

    private static double ordersOn(LocalDate date) {
        return orders.stream()
                .filter(row -> row[0].charAt(0) == 'O' && row[3].startsWith(date.toString()))
                .count();
    }

    private static double share(List<String[]> rows, Predicate<String[]> which) {
        return rows.stream().filter(which).count() / (double) rows.size();
    }

    private static Set<String> documents(char kind) {
        return orders.stream()
                .map(row -> row[0])
                .filter(key -> key.charAt(0) == kind)
                .collect(Collectors.toSet());
    }

    private static List<String[]> rows(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }
}
