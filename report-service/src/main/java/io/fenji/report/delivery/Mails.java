package io.fenji.report.delivery;

import io.fenji.kit.sql.Database;
import io.fenji.report.delivery.DeliveryStore.Claim;
import io.fenji.report.delivery.EmailSettings.As;
import io.fenji.report.link.Link;
import io.fenji.report.link.Links;
import io.fenji.report.report.ArtefactAnswers;
import io.fenji.report.report.ArtefactFormat;
import io.fenji.report.report.ArtefactStore.Artefact;
import io.fenji.report.report.StoredReport;
import io.fenji.report.text.Formats;
import io.fenji.report.text.Language;
import io.fenji.report.text.Texts;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes mails: a subject, a few lines, and the artefacts or links to them.
@ApplicationScoped
class Mails {
    private final ArtefactAnswers artefacts;
    private final Links links;
    private final Database database;
    private final DeliveryConfig config;

    Mails(ArtefactAnswers artefacts, Links links, Database database, DeliveryConfig config) {
        this.artefacts = artefacts;
        this.links = links;
        this.database = database;
        this.config = config;
    }

    /// The mail of a delivery.
    ///
    /// @throws io.fenji.kit.problem.ProblemException when an artefact is no longer there
    Mail write(Claim claim, StoredReport report) throws IOException {
        Language language = Language.of(report.language());
        Texts texts = Texts.in(language);
        List<Artefact> sent = new ArrayList<>();
        for (ArtefactFormat format : claim.settings().formats()) {
            sent.add(artefacts.require(report.id(), format));
        }
        long bytes = sent.stream().mapToLong(Artefact::bytes).sum();
        boolean attached = claim.settings().as() == As.ATTACHMENT
                && (bytes <= config.largestAttachments() || !links.areAbsolute());
        String title = String.valueOf(report.title());
        Mail mail = new Mail().addTo(claim.target());
        mail.addHeader("Message-ID", "<%s@fenji>".formatted(claim.id()));
        mail.addHeader("Auto-Submitted", "auto-generated");
        List<String> lines = new ArrayList<>();
        String date = report.businessDate() == null
                ? Formats.NONE
                : report.businessDate().toString();
        lines.add(texts.get("mail.intro", title, date));
        lines.add("");
        for (Artefact artefact : sent) {
            String name = artefact.format().key().toUpperCase(Locale.ROOT);
            if (attached) {
                mail.addAttachment(
                        "fenji-report-%s.%s"
                                .formatted(report.id(), artefact.format().key()),
                        artefacts.bytes(artefact),
                        artefact.format().mediaType());
                lines.add(texts.get("mail.attached", name));
            } else {
                Link link = database.transaction(c -> links.create(c, report.id(), artefact.format(), claim.target()));
                lines.add(texts.get("mail.link", name, String.valueOf(link.url()), link.expiresAt()));
            }
        }
        lines.add("");
        lines.add(texts.get("mail.personal"));
        return mail.setSubject(texts.get("mail.subject", title, date)).setText(String.join("\n", lines));
    }
}
