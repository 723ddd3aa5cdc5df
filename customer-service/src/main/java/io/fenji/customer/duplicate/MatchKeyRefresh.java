package io.fenji.customer.duplicate;

import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Brings the normal forms of those customers forward that changed since theirs were made. Writers need not know of
/// them: a record's version tells.
final class MatchKeyRefresh {
    private static final int PORTION = Portions.SIZE;

    private record Changed(UUID id, long version, MatchKeys keys) {}

    private MatchKeyRefresh() {}

    /// In transactions on the connection.
    ///
    /// @return customers whose forms were made
    static long run(Connection connection, OperationContext context) throws Exception {
        Sql.execute(connection, "create temporary table fresh_match_keys (like customer_match_keys)");
        long made = Database.transaction(connection, c -> make(c, context));
        Sql.execute(connection, "create index on fresh_match_keys (customer_id); analyze fresh_match_keys");
        Portions.each(connection, new UUID(0, 0), MatchKeyRefresh::store);
        Sql.execute(connection, "drop table fresh_match_keys");
        return made;
    }

    private static long make(Connection connection, OperationContext context) {
        List<Changed> portion = new ArrayList<>();
        long[] done = {0};
        Sql.each(connection, PORTION, """
                select c.id, c.version, c.kind = 'ORGANIZATION', c.name, c.tax_number, c.province, c.city
                from customers c left join customer_match_keys k on k.customer_id = c.id
                where k.customer_id is null or k.customer_version <> c.version""", row -> {
            portion.add(new Changed(
                    row.getObject(1, UUID.class),
                    row.getLong(2),
                    MatchKeys.of(
                            row.getBoolean(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7))));
            if (portion.size() == PORTION) {
                done[0] += PORTION;
                context.progress("normalising", done[0], null);
                copy(connection, portion);
                portion.clear();
            }
        });
        done[0] += portion.size();
        copy(connection, portion);
        return done[0];
    }

    /// A customer that was taken away meanwhile is left out.
    private static Optional<UUID> store(Connection connection, UUID after) {
        Optional<UUID> last = Sql.first(connection, """
                select customer_id from (
                  select customer_id from fresh_match_keys where customer_id > ? order by customer_id limit ?) p
                order by customer_id desc limit 1""", row -> row.getObject(1, UUID.class), after, PORTION);
        last.ifPresent(end -> Sql.update(connection, """
                insert into customer_match_keys as k
                select f.* from fresh_match_keys f join customers c on c.id = f.customer_id
                where f.customer_id > ? and f.customer_id <= ?
                order by c.id for key share of c
                on conflict (customer_id) do update set customer_version = excluded.customer_version,
                  organization = excluded.organization, name = excluded.name, pinyin = excluded.pinyin,
                  swapped = excluded.swapped, tax_number = excluded.tax_number, province = excluded.province,
                  city = excluded.city, blocks = excluded.blocks,
                  name_blocks = excluded.name_blocks""", after, end));
        return last;
    }

    private static void copy(Connection connection, List<Changed> portion) {
        try (CopyIn copy = CopyIn.open(
                connection,
                "copy fresh_match_keys (customer_id, customer_version, organization, name, pinyin, swapped, tax_number, "
                        + "province, city, blocks, name_blocks) from stdin")) {
            for (Changed changed : portion) {
                MatchKeys keys = changed.keys();
                copy.id(changed.id())
                        .number(changed.version())
                        .plain(keys.organization())
                        .text(keys.name())
                        .text(keys.pinyin())
                        .text(keys.swapped())
                        .text(keys.taxNumber())
                        .text(keys.province())
                        .text(keys.city())
                        .plain(array(keys.blocks()))
                        .plain(array(keys.nameBlocks()))
                        .endRow();
            }
            copy.finish();
        }
    }

    private static String array(List<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
