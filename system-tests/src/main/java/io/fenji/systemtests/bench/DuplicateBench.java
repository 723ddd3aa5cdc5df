package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Api;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Search for duplicate candidates over a whole base, against the plainest SQL that finds any: the pairs with an equal
/// phone number.
final class DuplicateBench implements Benchmark {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int HEAP_MIB = 384;

    /// Every 25th customer is the one before once more: same phone, name in full width.
    private static final String CUSTOMERS = """
            insert into customers (id, kind, name, country, province, city, tax_number)
            select uuidv7(), case when n % 7 = 0 then 'ORGANIZATION' else 'PERSON' end,
              case when n % 7 = 0
                then 'city' || p % 300 || ' ' || md5('o' || p) || ' trading co., ltd'
                else substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + (p * 7919 % 20)::int, 1)
                  || substr('伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰', 1 + (p * 104729 % 20)::int, 1)
                  || substr('霞平刚桂建国文华宇浩然欣怡梓涵子轩晨曦瑞', 1 + (p * 1299709 % 20)::int, 1)
                  || case when n <> p then '　' else '' end end,
              'CN', 'province' || p % 31, 'city' || p % 300,
              case when n % 7 = 0 and n % 2 = 0 then '91' || lpad(p::text, 16, '0') end
            from (select n, case when n % 25 = 0 and n % 7 <> 0 and (n - 1) % 7 <> 0 then n - 1 else n end as p
                  from generate_series(1, ?::bigint) n) g""";

    private static final String CONTACTS = """
            insert into contact_points (customer_id, id, type, value, blind_index)
            select id, uuidv7(), t.type, '\\x00', sha256(convert_to(t.type || p, 'UTF8'))
            from (select c.id, n, case when n % 25 = 0 and n % 7 <> 0 and (n - 1) % 7 <> 0 then n - 1 else n end as p
                  from (select id, row_number() over (order by id) as n from customers) c) g
            cross join (values ('PHONE'), ('EMAIL')) t (type)
            where t.type = 'PHONE' or n % 3 <> 0""";

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public String summary() {
        return "search for duplicate customers over the whole base, against SQL that joins equal phone numbers";
    }

    @Override
    public BenchResult run(BenchOptions options, Say say) throws Exception {
        int size = options.sizeOr(options.quick() ? 20_000 : 100_000);
        try (BenchDatabase database = BenchDatabase.start()) {
            String url = database.ensure("customer");
            Services.Started service =
                    Services.start("customer-service", url, URI.create("http://127.0.0.1:1"), HEAP_MIB);
            try (ServiceProcess process = service.process();
                    Connection connection = database.connect("customer")) {
                say.say("loading %,d customers".formatted(size));
                load(connection, size);
                Api api = new Api(service.address());
                JsonNode first = search(api);
                double firstSeconds = seconds(first);
                say.say("first search %.1f s: %s".formatted(firstSeconds, first.path("result")));
                JsonNode second = search(api);
                say.say("second search %.1f s".formatted(seconds(second)));
                if (!first.at("/result/candidates").equals(second.at("/result/candidates"))) {
                    throw new IllegalStateException("The second search found " + second.path("result"));
                }
                double plain = plain(connection);
                BenchResult.Builder result = BenchResult.of(
                        name(),
                        "Duplicate candidates",
                        ("`POST /v1/duplicates:search` over %,d customers (every seventh an organisation, a phone number each, e-mail addresses of two thirds, "
                                        + "every 25th a customer once more), from the operation's start to its end; the first search makes the normal forms of all names, "
                                        + "the second finds them made. %,d pairs compared, %,d candidates.")
                                .formatted(
                                        size,
                                        first.at("/result/compared").asLong(),
                                        first.at("/result/candidates").asLong()));
                Quantity whole = result.quantity("first search", "s", List.of(firstSeconds));
                result.quantity("search again", "s", List.of(seconds(second)));
                Quantity join = result.quantity("SQL: pairs of equal phone numbers", "s", List.of(plain));
                result.quantity("customer-service memory", "MiB", List.of(process.residentMib()));
                result.ratio("first search ÷ SQL join", whole, join, "1 would be as fast as one join of one feature");
                return result.check("both searches found the same number of candidates")
                        .build();
            }
        }
    }

    private static void load(Connection connection, int size) throws Exception {
        for (String sql : List.of(CUSTOMERS, CONTACTS)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (sql.equals(CUSTOMERS)) {
                    statement.setLong(1, size);
                }
                statement.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze customers, contact_points");
        }
    }

    private static JsonNode search(Api api) {
        JsonNode operation = api.succeeded(api.post("/v1/duplicates:search", "{}"), LIMIT);
        if (operation.at("/result/candidates").asLong() == 0) {
            throw new IllegalStateException("No candidates: " + operation);
        }
        return operation;
    }

    private static double seconds(JsonNode operation) {
        return Duration.between(
                                Instant.parse(operation.path("startedAt").asText()),
                                Instant.parse(operation.path("finishedAt").asText()))
                        .toMillis()
                / 1000.0;
    }

    private static double plain(Connection connection) throws Exception {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet pairs = statement.executeQuery("""
                        select count(*) from contact_points a
                        join contact_points b on b.blind_index = a.blind_index and b.customer_id > a.customer_id
                        where a.type = 'PHONE' and b.type = 'PHONE'""")) {
            pairs.next();
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
