package io.fenji.report.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.report.AfterReport;
import io.fenji.report.testing.MailServer;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DeliveryTest {
    private static final Pattern URL =
            Pattern.compile("https://reports\\.example\\.com/v1/report-links/[A-Za-z0-9_-]+");

    @Inject
    Courier courier;

    @Inject
    AfterReport after;

    @Inject
    Database database;

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static String definition(String scheme, String language) {
        return given().contentType("application/json")
                .body("{\"name\":\"Sent\",\"scheme\":\"%s\",\"language\":\"%s\",\"sections\":[\"summary\"]}"
                        .formatted(scheme, language))
                .post("/v1/report-definitions")
                .path("id");
    }

    private static Response set(String definition, String email) {
        return given().contentType("application/json")
                .body("{\"email\":%s}".formatted(email))
                .put("/v1/report-definitions/%s/delivery".formatted(definition));
    }

    private static String report(String definition) {
        String id = given().contentType("application/json")
                .body("{\"definition\":\"%s\"}".formatted(definition))
                .post("/v1/reports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Reports.await(id);
        return id;
    }

    private static Response deliveries(String report) {
        return given().get("/v1/reports/%s/deliveries".formatted(report));
    }

    private static List<MimeMessage> mailsTo(String recipient) {
        return Arrays.stream(MailServer.server().getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(recipient))
                .toList();
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO);
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return mail.getContent() instanceof MimeMultipart parts
                ? (String) parts.getBodyPart(0).getContent()
                : (String) mail.getContent();
    }

    @Test
    void sendsAttachmentsInTheReportsLanguageToEachRecipientOnce() throws MessagingException, IOException {
        Upstreams.tell(SampleBase.members("attached", 20, 1));
        String definition = definition("attached", "zh-CN");
        set(
                        definition,
                        "{\"to\":[\"a1@example.com\",\"b1@example.com\"],\"as\":\"ATTACHMENT\",\"formats\":[\"xlsx\",\"csv\"]}")
                .then()
                .statusCode(200);
        String report = report(definition);
        deliveries(report).then().statusCode(200).body("items.size()", equalTo(0));
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            given().header("Idempotency-Key", key)
                    .post("/v1/reports/%s/deliveries".formatted(report))
                    .then()
                    .statusCode(202)
                    .body("items.size()", equalTo(2));
        }
        courier.deliver();
        courier.deliver();
        for (String recipient : List.of("a1@example.com", "b1@example.com")) {
            List<MimeMessage> mails = mailsTo(recipient);
            assertThat(mails).hasSize(1);
            MimeMessage mail = mails.getFirst();
            assertThat(mail.getSubject()).contains("客户分级");
            assertThat(text(mail)).contains("数据截至", "见附件");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(3);
            BodyPart csv = parts.getBodyPart(2);
            assertThat(csv.getFileName()).isEqualTo("fenji-report-%s.csv".formatted(report));
            assertThat(csv.getInputStream().readAllBytes())
                    .isEqualTo(
                            given().get("/v1/reports/%s/csv".formatted(report)).asByteArray());
        }
        Response outcome = deliveries(report);
        outcome.then()
                .statusCode(200)
                .body("items.state", everyItem(equalTo("SUCCEEDED")))
                .body("items.attempts", everyItem(equalTo(1)));
        String id = outcome.path("items.find { it.target == 'a1@example.com' }.id");
        assertThat(mailsTo("a1@example.com").getFirst().getMessageID()).contains(id);
    }

    @Test
    void sendsLinksThatOpen() throws MessagingException, IOException {
        Upstreams.tell(SampleBase.members("by-link", 20, 1));
        String definition = definition("by-link", "en");
        set(definition, "{\"to\":[\"c1@example.com\"],\"as\":\"LINK\",\"formats\":[\"html\"]}")
                .then()
                .statusCode(200);
        String report = report(definition);
        given().post("/v1/reports/%s/deliveries".formatted(report)).then().statusCode(202);
        courier.deliver();
        MimeMessage mail = mailsTo("c1@example.com").getFirst();
        Matcher link = URL.matcher(text(mail).replace("=\r\n", ""));
        assertThat(link.find()).isTrue();
        assertThat(given().get(URI.create(link.group()).getPath()).asString()).isEqualTo(Reports.html(report));
        given().get("/v1/reports/%s/links".formatted(report))
                .then()
                .body("items[0].audience", equalTo("c1@example.com"))
                .body("items[0].uses", equalTo(1));
    }

    @Test
    void sendsWhatASchedulesReportIsInTheTransactionOfTheReport() {
        Upstreams.tell(SampleBase.members("slot-mail", 20, 1));
        String definition = definition("slot-mail", "en");
        set(definition, "{\"to\":[\"d1@example.com\"],\"as\":\"LINK\",\"formats\":[\"pdf\"]}");
        String report = report(definition);
        database.transaction(c -> {
            after.made(c, UUID.fromString(report), UUID.fromString(definition), false);
            after.made(c, UUID.fromString(report), UUID.fromString(definition), true);
            return true;
        });
        deliveries(report).then().body("items.size()", equalTo(1)).body("items[0].state", equalTo("PENDING"));
        courier.deliver();
        assertThat(mailsTo("d1@example.com")).hasSize(1);
    }

    @Test
    void triesAgainWhenTheServerIsAwayAndSaysSo() {
        Upstreams.tell(SampleBase.members("away", 20, 1));
        String definition = definition("away", "en");
        set(definition, "{\"to\":[\"e1@example.com\"],\"as\":\"LINK\",\"formats\":[\"pdf\"]}");
        String report = report(definition);
        given().post("/v1/reports/%s/deliveries".formatted(report)).then().statusCode(202);
        MailServer.server().stop();
        try {
            courier.deliver();
            deliveries(report)
                    .then()
                    .body("items[0].state", equalTo("PENDING"))
                    .body("items[0].attempts", equalTo(1))
                    .body("items[0].failure", equalTo("NOT_SENT"))
                    .body("items[0].nextAttemptAt", notNullValue());
        } finally {
            MailServer.server().start();
        }
        courier.deliver();
        deliveries(report).then().body("items[0].attempts", equalTo(1));
        database.call(c -> Sql.update(
                c, "update report_deliveries set next_attempt_at = now() where report_id = ?::uuid", report));
        courier.deliver();
        deliveries(report).then().body("items[0].state", equalTo("SUCCEEDED")).body("items[0].failure", nullValue());
        assertThat(mailsTo("e1@example.com")).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeSent() {
        String definition = definition("refused", "en");
        for (String wrong : List.of(
                "{\"to\":[],\"as\":\"LINK\",\"formats\":[\"pdf\"]}",
                "{\"to\":[\"nobody\"],\"as\":\"LINK\",\"formats\":[\"pdf\"]}",
                "{\"to\":[\"a@b\\r\\nBcc: c@d\"],\"as\":\"LINK\",\"formats\":[\"pdf\"]}",
                "{\"to\":[\"a@b.c\"],\"as\":\"LINK\",\"formats\":[]}",
                "{\"to\":[\"a@b.c\"],\"as\":\"PIGEON\",\"formats\":[\"pdf\"]}")) {
            set(definition, wrong).then().statusCode(400);
        }
        Upstreams.tell(SampleBase.members("refused", 20, 1));
        given().post("/v1/reports/%s/deliveries".formatted(report(definition)))
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_DELIVERY"));
        given().post("/v1/reports/%s/deliveries".formatted(UUID.randomUUID()))
                .then()
                .statusCode(404);
    }
}
