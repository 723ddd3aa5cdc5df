package io.fenji.customer.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Compares the customers that share a block and keeps the pairs that are alike.
@ApplicationScoped
class PairSearch {
    /// A block of n customers makes n² / 2 pairs; one that is larger tells little (a switchboard's number, a chain's
    /// name) and is left out and reported.
    static final int LARGEST_BLOCK = 50;

    private static final int PORTION = Portions.SIZE;
    private static final Place BEFORE_ALL = new Place(new UUID(0, 0), new UUID(0, 0));
    private static final int FIRST_OF_A = 5;
    private static final int COLUMNS = 7;

    /// Blocks that were left out.
    ///
    /// @param customers in the largest of them
    record LeftOut(long blocks, long customers) {}

    record Result(long pairs, long candidates, LeftOut leftOut) {}

    /// Where a portion of pairs ends.
    private record Place(UUID one, UUID other) {}

    private record Scored(UUID one, UUID other, Similarity similarity) {}

    private final ObjectMapper json;

    PairSearch(ObjectMapper json) {
        this.json = json;
    }

    /// Replaces the open candidates by those that are found now, in transactions on the connection.
    Result run(Connection connection, OperationContext context, BigDecimal minimumScore) throws Exception {
        Sql.execute(connection, """
                create temporary table found_pairs (
                  customer_id uuid not null, other_id uuid not null, score numeric not null, reasons jsonb not null)""");
        Result found = Database.transaction(connection, c -> find(c, context, minimumScore));
        context.progress("keeping", found.pairs(), found.pairs());
        Sql.execute(connection, "create index on found_pairs (customer_id, other_id); analyze found_pairs");
        Portions.each(connection, BEFORE_ALL, PairSearch::keep);
        long candidates = Database.transaction(connection, PairSearch::dropOthers);
        Sql.execute(connection, "drop table found_pairs");
        return new Result(found.pairs(), candidates, found.leftOut());
    }

    private Result find(Connection connection, OperationContext context, BigDecimal minimumScore) {
        // Sorts and hashes of a whole base; PostgreSQL's standard 4 MB would spill them to disk.
        Sql.execute(connection, "set local work_mem = '128MB'");
        context.progress("blocking", 0, null);
        LeftOut leftOut = block(connection, minimumScore.compareTo(Similarity.NAME_AND_PLACE) <= 0);
        long pairs = pair(connection);
        context.progress("comparing", 0, pairs);
        compare(connection, context, minimumScore, pairs);
        return new Result(pairs, 0, leftOut);
    }

    /// @param names whether persons are worth comparing of whom only name and place are equal
    private static LeftOut block(Connection connection, boolean names) {
        Sql.execute(connection, """
                create temporary table block_members on commit drop as
                select customer_id, block, 0 as shared from customer_match_keys, unnest(%s) as block
                union all
                select customer_id, hashtextextended(encode(blind_index, 'base64'), case type %s end), case type %s end
                from contact_points""".formatted(
                        names ? "blocks || name_blocks" : "blocks", contactCases("-"), contactCases("")));
        Sql.execute(connection, "analyze block_members");
        Sql.execute(connection, """
                create temporary table blocks on commit drop as
                select block, shared, count(*) as members from block_members group by block, shared having count(*) > 1""");
        Sql.execute(connection, "analyze blocks");
        return Sql.only(
                connection,
                "select count(*), coalesce(max(members), 0) from blocks where members > ?",
                row -> new LeftOut(row.getLong(1), row.getLong(2)),
                LARGEST_BLOCK);
    }

    private static String contactCases(String sign) {
        StringBuilder cases = new StringBuilder();
        for (Similarity.Contact contact : Similarity.Contact.values()) {
            cases.append(" when '%s' then %s%d".formatted(contact.name(), sign, contact.bit()));
        }
        return cases.toString();
    }

    private static long pair(Connection connection) {
        Sql.update(connection, """
                create temporary table blocked on commit drop as
                select m.block, m.shared, m.customer_id
                from block_members m join blocks b on b.block = m.block and b.shared = m.shared
                where b.members <= ?""", LARGEST_BLOCK);
        Sql.execute(connection, "analyze blocked");
        Sql.execute(connection, """
                create temporary table pairs on commit drop as
                select a.customer_id as one, b.customer_id as other, bit_or(a.shared) as shared
                from blocked a join blocked b on b.block = a.block and b.shared = a.shared and b.customer_id > a.customer_id
                group by 1, 2""");
        Sql.execute(connection, """
                create temporary table contact_kinds on commit drop as
                select customer_id, bit_or(case type %s end) as kinds from contact_points group by customer_id""".formatted(contactCases("")));
        Sql.execute(connection, "analyze pairs; analyze contact_kinds");
        return Sql.only(connection, "select count(*) from pairs", row -> row.getLong(1));
    }

    private void compare(Connection connection, OperationContext context, BigDecimal minimumScore, long pairs) {
        List<Scored> portion = new ArrayList<>();
        long[] done = {0};
        Sql.each(connection, PORTION, """
                select p.one, p.other, p.shared, coalesce(c.kinds & d.kinds, 0),
                       a.organization, a.name, a.pinyin, a.swapped, a.tax_number, a.province, a.city,
                       b.organization, b.name, b.pinyin, b.swapped, b.tax_number, b.province, b.city
                from pairs p
                join customer_match_keys a on a.customer_id = p.one
                join customer_match_keys b on b.customer_id = p.other
                left join contact_kinds c on c.customer_id = p.one
                left join contact_kinds d on d.customer_id = p.other""", row -> {
            Similarity similarity =
                    Similarity.of(keys(row, FIRST_OF_A), keys(row, FIRST_OF_A + COLUMNS), row.getInt(3), row.getInt(4));
            if (similarity.score().compareTo(minimumScore) >= 0) {
                portion.add(new Scored(row.getObject(1, UUID.class), row.getObject(2, UUID.class), similarity));
            }
            if (++done[0] % PORTION == 0) {
                context.progress("comparing", done[0], pairs);
                copy(connection, portion);
                portion.clear();
            }
        });
        copy(connection, portion);
    }

    private static MatchKeys keys(ResultSet row, int first) throws SQLException {
        return new MatchKeys(
                row.getBoolean(first),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6));
    }

    private void copy(Connection connection, List<Scored> portion) {
        try (CopyIn copy = CopyIn.open(connection, "copy found_pairs from stdin")) {
            for (Scored scored : portion) {
                copy.id(scored.one())
                        .id(scored.other())
                        .number(scored.similarity().score())
                        .text(text(scored.similarity().reasons()))
                        .endRow();
            }
            copy.finish();
        }
    }

    private String text(List<Reason> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException recordsAlwaysWrite) {
            throw new IllegalStateException(recordsAlwaysWrite);
        }
    }

    /// A customer that was taken away meanwhile is left out. What somebody dismissed stays dismissed.
    private static Optional<Place> keep(Connection connection, Place after) {
        Sql.update(connection, """
                create temporary table kept_pairs on commit drop as
                select * from found_pairs where (customer_id, other_id) > (?, ?)
                order by customer_id, other_id limit ?""", after.one(), after.other(), PORTION);
        Sql.list(connection, """
                select id from customers
                where id in (select customer_id from kept_pairs union select other_id from kept_pairs)
                order by id for key share""", row -> true);
        Sql.execute(connection, """
                insert into duplicate_candidates as d (customer_id, other_id, id, score, reasons, state, found_at)
                select f.customer_id, f.other_id, uuidv7(), f.score, f.reasons, 'OPEN', now() from kept_pairs f
                join customers c on c.id = f.customer_id
                join customers o on o.id = f.other_id
                order by f.customer_id, f.other_id
                on conflict (customer_id, other_id) do update set score = excluded.score, reasons = excluded.reasons
                where d.score <> excluded.score or d.reasons <> excluded.reasons""");
        return Sql.first(
                connection,
                "select customer_id, other_id from kept_pairs order by customer_id desc, other_id desc limit 1",
                row -> new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
    }

    private static long dropOthers(Connection connection) {
        Sql.execute(connection, """
                delete from duplicate_candidates d
                where d.state = 'OPEN' and not exists (
                  select from found_pairs f where f.customer_id = d.customer_id and f.other_id = d.other_id)""");
        return Sql.only(
                connection, "select count(*) from duplicate_candidates where state = 'OPEN'", row -> row.getLong(1));
    }
}
