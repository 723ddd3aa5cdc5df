package io.fenji.customer.landing;

import io.fenji.customer.consent.ConsentRequest;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;

/// What known customers said to the mapping's source. An entry is never changed: a row that says what is kept already
/// adds nothing.
final class ConsentsLanding implements Landing {
    private final Mapping mapping;
    private final Instant now;
    private final ZoneId zone;

    ConsentsLanding(Mapping mapping, Instant now, ZoneId zone) {
        this.zone = zone;
        this.mapping = mapping;
        this.now = now;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("checking");
        ActivitiesLanding.refuseUnknownCustomers(connection, mapping);
        Sql.update(
                connection,
                "update staged set code = ?, reason = %s where code is null and occurred_at > ?"
                        .formatted(
                                Reason.sql("FUTURE_DATE", "to_char(occurred_at at time zone ?, 'YYYY-MM-DD HH24:MI')")),
                Refusal.FUTURE_DATE.name(),
                zone.getId(),
                now.plus(ConsentRequest.CLOCK_DIFFERENCE));
        phases.begin("landing");
        Sql.update(connection, """
                create temporary table staged_consents on commit drop as
                select k.customer_id, k.origin_id, s.purpose, s.given, s.occurred_at, %s as channel,
                       %s as text_version, max(s.line) as line
                from staged s join customer_keys k on k.source = ? and k.key = s.customer_key
                where s.code is null
                group by 1, 2, 3, 4, 5, 6, 7""".formatted(given(Field.CHANNEL), given(Field.TEXT_VERSION)), mapping.source());
        Sql.update(connection, """
                create temporary table locked_customers on commit drop as
                select id from customers where id in (select customer_id from staged_consents) order by id for update""");
        long resources = Sql.only(connection, "select count(*) from staged_consents", row -> row.getLong(1));
        // Of entries of one moment the one with the greatest id is in force: that of the last row.
        long created = Sql.update(connection, """
                insert into consents
                  (customer_id, id, purpose, given, given_at, source, channel, text_version, recorded_at, origin_id)
                select s.customer_id, uuidv7(), s.purpose, s.given, s.occurred_at, ?, s.channel, s.text_version, ?, s.origin_id
                from staged_consents s
                where not exists (
                  select from consents c
                  where c.customer_id = s.customer_id and c.purpose = s.purpose and c.given_at = s.occurred_at
                    and c.given = s.given and c.source = ? and c.channel is not distinct from s.channel
                    and c.text_version is not distinct from s.text_version)
                order by s.customer_id, s.occurred_at, s.line""", mapping.source(), now, mapping.source());
        return new Result(resources, created, 0, 0, 0, 0);
    }

    private String given(Field field) {
        return mapping.fills(field) ? "s." + field.column() : "null::text";
    }
}
