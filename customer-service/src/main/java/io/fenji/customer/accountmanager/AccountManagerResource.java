package io.fenji.customer.accountmanager;

import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directory of account managers, filled by imports.
@Path("/v1/account-managers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountManagerResource {
    private final Database database;
    private final CursorCodec cursors;

    AccountManagerResource(Database database, CursorCodec cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    @GET
    public Page<AccountManager> list(
            @QueryParam("manager") @Nullable String manager,
            @QueryParam("region") @Nullable String region,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        String scope = "account-managers?%s&%s".formatted(manager, region);
        @Nullable String position = cursors.decode(scope, after);
        List<AccountManager> rows = database.call(connection -> Sql.list(
                connection,
                """
                select m.name, m.manager, m.region,
                       (select count(*) from customers c where c.account_manager = m.name)
                from account_managers m
                where (?::text is null or m.manager = ?) and (?::text is null or m.region = ?)
                  and (?::text is null or m.name collate "C" > ?)
                order by m.name collate "C" limit ?""",
                row -> new AccountManager(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                manager,
                manager,
                region,
                region,
                position,
                position,
                most + 1));
        List<AccountManager> items = rows.stream().limit(most).toList();
        return new Page<>(
                items,
                rows.size() > most ? cursors.encode(scope, items.getLast().name()) : null);
    }
}
