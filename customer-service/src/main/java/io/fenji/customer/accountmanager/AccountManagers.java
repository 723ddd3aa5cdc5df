package io.fenji.customer.accountmanager;

import io.fenji.customer.accountmanager.AccountManagerRequest.Named;
import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.value.Checks;
import io.fenji.customer.write.BatchResult;
import io.fenji.customer.write.BatchResult.Item;
import io.fenji.customer.write.BatchResult.Status;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directory. It says who there is; customers keep the name of theirs, whether the directory has it or not.
@ApplicationScoped
class AccountManagers {
    /// What a put did.
    record Put(AccountManager manager, boolean created) {}

    private record Written(boolean created, long version) {}

    private static final String CIRCULAR = "CIRCULAR_REPORTING";

    private static final String SELECT = """
            select m.name, m.manager, m.region,
                   (select count(*) from customers c where c.account_manager = m.name), m.version
            from account_managers m
            """;

    private final Database database;
    private final CleaningRules rules;

    AccountManagers(Database database, CleaningRules rules) {
        this.database = database;
        this.rules = rules;
    }

    List<AccountManager> list(@Nullable String manager, @Nullable String region, @Nullable String after, int limit) {
        return database.call(connection -> Sql.list(
                connection,
                SELECT + """
                where (?::text is null or m.manager = ?) and (?::text is null or m.region = ?)
                  and (?::text is null or m.name collate "C" > ?)
                order by m.name collate "C" limit ?""",
                AccountManagers::read,
                manager,
                manager,
                region,
                region,
                after,
                after,
                limit));
    }

    AccountManager get(String name) {
        return database.call(connection -> found(connection, name));
    }

    /// Creates or replaces an account manager.
    ///
    /// @param ifMatch checked when given
    Put put(String name, AccountManagerRequest request, @Nullable String ifMatch) {
        Checks checks = new Checks();
        Named wanted = request.cleaned(cleaning(rules.book(), checks), "", name);
        checks.complete();
        return database.transaction(connection -> {
            boolean circular = !circles(connection, List.of(wanted)).isEmpty();
            @Nullable Long known = locked(connection, wanted.name()).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known);
            checks.require(!circular, "/manager", CIRCULAR, ofCircle(wanted));
            checks.complete();
            Written written = write(connection, List.of(wanted)).get(wanted.name());
            return new Put(found(connection, wanted.name()), written != null && written.created());
        });
    }

    /// Creates or replaces many.
    BatchResult put(List<Named> requests) {
        RuleBook book = rules.book();
        Set<String> seen = new HashSet<>();
        List<Checks> faults = new ArrayList<>();
        List<Named> wanted = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String pointer = "/items/" + i;
            Named given = requests.get(i);
            Checks checks = new Checks();
            Named cleaned = given.content().cleaned(cleaning(book, checks), pointer, given.name());
            checks.require(seen.add(cleaned.name()), pointer + "/name", "DUPLICATE_KEY", "stands in the batch before");
            faults.add(checks);
            wanted.add(cleaned);
        }
        return database.transaction(connection -> {
            List<Named> good = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (faults.get(i).errors().isEmpty()) {
                    good.add(wanted.get(i));
                }
            }
            Set<String> circular = circles(connection, good);
            for (int i = 0; i < wanted.size(); i++) {
                Named named = wanted.get(i);
                if (circular.contains(named.name()) && good.remove(named)) {
                    faults.get(i).add("/items/%d/manager".formatted(i), CIRCULAR, ofCircle(named));
                }
            }
            Map<String, Written> written = write(connection, good);
            Map<String, Long> versions = versions(connection, good);
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                String name = wanted.get(i).name();
                items.add(
                        faults.get(i).errors().isEmpty()
                                ? Item.of(status(written.get(name)), versions.getOrDefault(name, 1L))
                                : Item.rejected(faults.get(i).errors()));
            }
            return BatchResult.of(items);
        });
    }

    private static Set<String> circles(Connection connection, Collection<Named> managers) {
        return ReportingLines.circular(
                connection,
                "select * from unnest(?::text[], ?::text[])",
                Sql.array(connection, "text", managers, Named::name),
                Sql.array(connection, "text", managers, Named::manager));
    }

    private static String ofCircle(Named named) {
        return "'%s' would report to himself or herself, at once or over others".formatted(named.name());
    }

    /// Deletes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    void delete(String name, @Nullable String ifMatch) {
        database.transaction(connection -> {
            long version = locked(connection, name).orElseThrow(() -> missing(name));
            EntityTags.requireMatch(ifMatch, version);
            return Sql.update(connection, "delete from account_managers where name = ?", name);
        });
    }

    private static RequestCleaning cleaning(RuleBook book, Checks checks) {
        return new RequestCleaning(book, ImportType.ACCOUNT_MANAGERS, checks);
    }

    private static Status status(@Nullable Written written) {
        if (written == null) {
            return Status.UNCHANGED;
        }
        return written.created() ? Status.CREATED : Status.UPDATED;
    }

    private static Optional<Long> locked(Connection connection, String name) {
        return Sql.first(
                connection,
                "select version from account_managers where name = ? for update",
                row -> row.getLong(1),
                name);
    }

    /// What was written; who is as before is not among them.
    private static Map<String, Written> write(Connection connection, Collection<Named> managers) {
        Map<String, Written> written = new HashMap<>();
        Sql.each(
                connection,
                0,
                """
                insert into account_managers as m (name, manager, region)
                select * from unnest(?::text[], ?::text[], ?::text[]) as w (name, manager, region) order by w.name
                on conflict (name) do update
                  set manager = excluded.manager, region = excluded.region, version = m.version + 1, updated_at = now()
                  where row(m.manager, m.region) is distinct from row(excluded.manager, excluded.region)
                returning name, xmax = 0, version""",
                row -> written.put(row.getString(1), new Written(row.getBoolean(2), row.getLong(3))),
                Sql.array(connection, "text", managers, Named::name),
                Sql.array(connection, "text", managers, Named::manager),
                Sql.array(connection, "text", managers, Named::region));
        return written;
    }

    private static Map<String, Long> versions(Connection connection, Collection<Named> managers) {
        Map<String, Long> versions = new HashMap<>();
        Sql.each(
                connection,
                0,
                "select name, version from account_managers where name = any (?::text[])",
                row -> versions.put(row.getString(1), row.getLong(2)),
                Sql.array(connection, "text", managers, Named::name));
        return versions;
    }

    private static AccountManager found(Connection connection, String name) {
        return Sql.first(connection, SELECT + "where m.name = ?", AccountManagers::read, name)
                .orElseThrow(() -> missing(name));
    }

    private static ProblemException missing(String name) {
        return ProblemException.notFound("There is no account manager '%s'".formatted(name));
    }

    private static AccountManager read(ResultSet row) throws SQLException {
        return new AccountManager(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5));
    }
}
