package io.fenji.report.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// Settings as rows. Everything runs in the caller's transaction.
@ApplicationScoped
class SettingsStore {
    private final ObjectMapper json;

    SettingsStore(ObjectMapper json) {
        this.json = json;
    }

    Optional<DeliverySettings> find(Connection connection, UUID definition) {
        return Sql.first(
                connection,
                "select definition_id, document, revision from report_delivery_settings where definition_id = ?",
                this::settings,
                definition);
    }

    void put(Connection connection, UUID definition, DeliveryRequest request) {
        Sql.update(connection, """
                insert into report_delivery_settings (definition_id, document) values (?, ?::jsonb)
                on conflict (definition_id) do update set document = excluded.document,
                  revision = report_delivery_settings.revision + 1""", definition, json.valueToTree(request).toString());
    }

    void delete(Connection connection, UUID definition) {
        Sql.update(connection, "delete from report_delivery_settings where definition_id = ?", definition);
    }

    private DeliverySettings settings(ResultSet row) throws SQLException {
        try {
            return new DeliverySettings(
                    row.getObject(1, UUID.class),
                    json.readValue(row.getString(2), DeliveryRequest.class).email(),
                    row.getLong(3));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
