package io.fenji.report.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.dashboard.FoundCustomers.Found;
import io.fenji.report.dashboard.FoundCustomers.Standing;
import io.fenji.report.dashboard.FoundCustomers.Told;
import io.fenji.report.dashboard.FoundCustomers.ToldCustomer;
import io.fenji.report.upstream.DashboardCustomerApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Finds customers by what people have at hand: the beginning of a name, a key in any source system, or an id. Names
/// come from customer-service, with the reader's token; tiers from the mart.
@ApplicationScoped
class CustomerSearch {
    private static final String SERVICE = "customer-service";
    private static final int SHOWN = 20;
    private static final int MOST_IDS = 200;
    private static final int LONGEST = 200;

    private final DashboardCustomerApi customers;
    private final Database database;
    private final ObjectMapper json;

    CustomerSearch(@RestClient DashboardCustomerApi customers, Database database, ObjectMapper json) {
        this.customers = customers;
        this.database = database;
        this.json = json;
    }

    FoundCustomers find(@Nullable String token, @Nullable String text, List<UUID> ids) {
        if ((text == null) == ids.isEmpty()) {
            throw invalid("search", "REQUIRED", "Say either what to search for or which ids, not both");
        }
        if (text == null) {
            if (ids.size() > MOST_IDS) {
                throw invalid("id", "OUT_OF_RANGE", "%d ids, at most %d are allowed".formatted(ids.size(), MOST_IDS));
            }
            return shown(ask(token, ids, null, null, MOST_IDS).items(), false);
        }
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            throw invalid("search", "LENGTH", "Search for 1 to %d characters".formatted(LONGEST));
        }
        Map<UUID, ToldCustomer> found = new LinkedHashMap<>();
        @Nullable UUID id = id(wanted);
        if (id != null) {
            add(found, ask(token, List.of(id), null, null, 1));
        }
        add(found, ask(token, List.of(), null, wanted, SHOWN));
        Told named = ask(token, List.of(), wanted, null, SHOWN);
        add(found, named);
        List<ToldCustomer> first = found.values().stream().limit(SHOWN).toList();
        return shown(first, named.next() != null || found.size() > SHOWN);
    }

    private static void add(Map<UUID, ToldCustomer> found, Told told) {
        told.items().forEach(customer -> found.putIfAbsent(customer.id(), customer));
    }

    private Told ask(
            @Nullable String token, List<UUID> ids, @Nullable String namePrefix, @Nullable String key, int limit) {
        Response answer = Passage.through(SERVICE, () -> customers.customers(token, ids, namePrefix, key, limit));
        if (answer.getStatus() != 200) {
            throw new PassedProblem(answer);
        }
        try {
            return json.readValue((byte[]) answer.getEntity(), Told.class);
        } catch (IOException unreadable) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "%s answered what cannot be read".formatted(SERVICE),
                    List.of(),
                    unreadable);
        }
    }

    private FoundCustomers shown(List<ToldCustomer> told, boolean more) {
        Map<UUID, List<Standing>> standings =
                standings(told.stream().map(ToldCustomer::id).toList());
        List<Found> items = told.stream()
                .map(each -> new Found(
                        each.id(),
                        each.name(),
                        each.keys(),
                        each.kind(),
                        each.province(),
                        each.industry(),
                        standings.getOrDefault(each.id(), List.of())))
                .toList();
        return new FoundCustomers(items, more);
    }

    private Map<UUID, List<Standing>> standings(Collection<UUID> ids) {
        Map<UUID, List<Standing>> standings = new HashMap<>();
        database.call(c -> Sql.list(
                        c,
                        "select customer_id, scheme, tier from mart_tier where customer_id = any (?::uuid[]) order by scheme",
                        row -> Map.entry(
                                row.getObject(1, UUID.class), new Standing(row.getString(2), row.getString(3))),
                        Sql.array(c, "uuid", ids, id -> id)))
                .forEach(entry -> standings
                        .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return standings;
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static ProblemException invalid(String parameter, String code, String detail) {
        return ProblemException.at(CommonProblem.INVALID_PARAMETER, parameter, code, detail);
    }
}
