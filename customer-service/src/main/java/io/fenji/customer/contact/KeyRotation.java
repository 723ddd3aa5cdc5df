package io.fenji.customer.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.crypto.Encryption;
import io.fenji.customer.crypto.EnvelopeException;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Brings all contact values under the active key, a batch a transaction. Begun again after a crash it finds what is
/// left: a value says itself which key it is under.
@ApplicationScoped
class KeyRotation implements OperationHandler {
    static final String KIND = "key-rotation";
    private static final int BATCH = 500;
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), new UUID(0, 0));
    private static final String OTHER_KEY = "substring(value from 1 for length(?::bytea)) <> ?::bytea";

    private record Place(UUID customerId, UUID id) {}

    /// A value.
    ///
    /// @param boundTo the customer that it came with, which may be part of another now
    // Read once, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(Place place, UUID boundTo, ContactType type, byte[] value) {}

    private record Batch(Optional<Place> last, int rotated) {}

    private final Database database;
    private final MetricRefresh refresh;
    private final Encryption encryption;
    private final ContactCipher cipher;
    private final ObjectMapper json;

    KeyRotation(
            Database database, MetricRefresh refresh, Encryption encryption, ContactCipher cipher, ObjectMapper json) {
        this.database = database;
        this.refresh = refresh;
        this.encryption = encryption;
        this.cipher = cipher;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) {
        byte[] head = encryption.activeHead();
        long total = database.call(connection -> Sql.only(
                connection,
                "select count(*) from contact_points where " + OTHER_KEY,
                row -> row.getLong(1),
                head,
                head));
        long done = 0;
        Place from = BEFORE_ALL;
        while (true) {
            context.progress("re-encrypting", done, total);
            Place start = from;
            Batch batch = database.transaction(connection -> rotate(connection, head, start));
            if (batch.last().isEmpty()) {
                return json.createObjectNode()
                        .put("key", encryption.activeKey())
                        .put("rotated", done);
            }
            done += batch.rotated();
            from = batch.last().get();
        }
    }

    /// Rotates the batch after a place. Customers are locked before their rows, as everywhere; what was deleted before
    /// the lock is left out.
    private Batch rotate(Connection connection, byte[] head, Place from) {
        refresh.lockForWrite(connection);
        Sql.execute(connection, "create temporary table rotated (customer_id uuid, id uuid) on commit drop");
        Sql.update(connection, """
                insert into rotated select customer_id, id from contact_points
                where (customer_id, id) > (?, ?) and %s order by customer_id, id limit ?""".formatted(OTHER_KEY), from.customerId(), from.id(), head, head, BATCH);
        Optional<Place> last = Sql.first(
                connection,
                "select customer_id, id from rotated order by customer_id desc, id desc limit 1",
                KeyRotation::place);
        Sql.list(
                connection,
                "select id from customers where id in (select customer_id from rotated) order by id for update",
                row -> true);
        List<Sealed> rows = Sql.list(
                connection,
                """
                select customer_id, id, coalesce(origin_id, customer_id), type, value
                from contact_points join rotated using (customer_id, id)""",
                row -> new Sealed(
                        place(row),
                        row.getObject(3, UUID.class),
                        ContactType.valueOf(row.getString(4)),
                        row.getBytes(5)));
        update(connection, rows);
        return new Batch(last, rows.size());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
    }

    private void update(Connection connection, List<Sealed> rows) {
        try (PreparedStatement update =
                connection.prepareStatement("update contact_points set value = ? where customer_id = ? and id = ?")) {
            for (Sealed row : rows) {
                String value = cipher.open(row.boundTo(), row.type(), row.value());
                update.setBytes(1, cipher.seal(row.boundTo(), row.type(), value));
                update.setObject(2, row.place().customerId());
                update.setObject(3, row.place().id());
                update.addBatch();
            }
            update.executeBatch();
        } catch (EnvelopeException closed) {
            throw new ProblemException(
                    CommonProblem.CONFLICT,
                    "A contact value does not open, nothing of its batch was changed: " + closed.getMessage(),
                    List.of(),
                    closed);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
