package io.fenji.report.delivery;

import io.fenji.report.report.AfterReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.UUID;

/// Has the reports of schedules sent, from the transaction in which they appear.
@ApplicationScoped
class ScheduledDelivery implements AfterReport {
    private final SettingsStore settings;
    private final DeliveryStore deliveries;

    ScheduledDelivery(SettingsStore settings, DeliveryStore deliveries) {
        this.settings = settings;
        this.deliveries = deliveries;
    }

    @Override
    public void made(Connection connection, UUID report, UUID definition, boolean scheduled) {
        if (scheduled) {
            settings.find(connection, definition).ifPresent(found -> deliveries.add(connection, report, found.email()));
        }
    }
}
