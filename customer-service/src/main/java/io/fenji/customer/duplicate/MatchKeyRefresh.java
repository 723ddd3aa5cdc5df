package io.fenji.customer.duplicate;

import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings the normal forms of those customers forward that changed since theirs were made. Writers need not know of
/// them: a record's version tells.
final class MatchKeyRefresh {
    private static final int PORTION = Portions.SIZE;

    /// A customer whose forms are missing or old, as its record is now.
    private record Behind(
            UUID id,
            long version,
            boolean known,
            boolean organization,
            @Nullable String name,
            @Nullable String taxNumber,
            @Nullable String province,
            @Nullable String city) {
        MatchKeys keys() {
            return MatchKeys.of(organization, name, taxNumber, province, city);
        }
    }

    private MatchKeyRefresh() {}

    /// In transactions on the connection.
    ///
    /// @return customers whose forms were made
    static long run(Connection connection, OperationContext context) throws Exception {
        long[] made = {0};
        Portions.each(connection, new UUID(0, 0), (c, after) -> {
            List<Behind> portion = behind(c, after);
            replace(c, portion);
            made[0] += portion.size();
            context.progress("normalising", made[0], null);
            return portion.size() < PORTION
                    ? Optional.empty()
                    : Optional.of(portion.getLast().id());
        });
        return made[0];
    }

    /// A customer that is taken away meanwhile waits for the portion, and takes its forms with it.
    private static List<Behind> behind(Connection connection, UUID after) {
        return Sql.list(
                connection,
                """
                select c.id, c.version, k.customer_id is not null, c.kind = 'ORGANIZATION', c.name, c.tax_number, c.province,
                       c.city
                from customers c left join customer_match_keys k on k.customer_id = c.id and k.customer_id > ?
                where c.id > ? and (k.customer_id is null or k.customer_version <> c.version)
                order by c.id limit ? for key share of c""",
                row -> new Behind(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                after,
                after,
                PORTION);
    }

    private static void replace(Connection connection, List<Behind> portion) {
        List<UUID> old = portion.stream().filter(Behind::known).map(Behind::id).toList();
        if (!old.isEmpty()) {
            Sql.update(
                    connection,
                    "delete from customer_match_keys where customer_id = any(?)",
                    Sql.array(connection, "uuid", old, Function.identity()));
        }
        try (CopyIn copy = CopyIn.open(
                connection,
                "copy customer_match_keys (customer_id, customer_version, organization, name, pinyin, swapped, tax_number, "
                        + "province, city, blocks, name_blocks) from stdin")) {
            for (Behind behind : portion) {
                MatchKeys keys = behind.keys();
                copy.id(behind.id())
                        .number(behind.version())
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
