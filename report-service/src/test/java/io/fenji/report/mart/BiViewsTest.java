package io.fenji.report.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The views of the schema `bi`, read with the role that BI tools get.
@QuarkusTest
@ServiceTest
class BiViewsTest {
    private static final SampleBase BASE = SampleBase.members("bi", 40, 4);

    @Inject
    Mart mart;

    @Inject
    Database database;

    @BeforeEach
    void copyTheBase() {
        Upstreams.tell(BASE);
        assertThat(mart.catchUp(Duration.ofSeconds(20))).isEmpty();
    }

    private <T> T asTool(Database.Work<T> work) {
        return database.transaction(c -> {
            Sql.execute(c, "set local role fenji_bi");
            return work.run(c);
        });
    }

    @Test
    void theRoleReadsEveryView() {
        List<String> views = database.call(c -> Sql.list(
                c,
                "select table_name from information_schema.views where table_schema = 'bi' order by 1",
                row -> row.getString(1)));
        assertThat(views).hasSize(10);
        for (String view : views) {
            long rows = asTool(c -> Sql.only(c, "select count(*) from bi." + view, row -> row.getLong(1)));
            // Names are of schemes that were reported on; here there was none.
            assertThat(rows).as(view).matches(count -> count > 0 || view.equals("tier_names"));
        }
    }

    @Test
    void tiersAndCustomersAreThoseOfTheMart() {
        assertThat(this.<Long>asTool(c -> Sql.only(c, """
                        select count(*) from bi.tiers t join bi.customers using (customer_id) join bi.customer_keys using (customer_id)
                        where scheme = 'bi'""", row -> row.getLong(1))))
                .isEqualTo(BASE.tiered().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from public.mart_customer",
                "select * from public.operations",
                "select * from public.reports",
                "insert into bi.tiers (customer_id) values (gen_random_uuid())",
                "delete from bi.freshness",
                "update bi.freshness set copying = true",
                "create table bi.mine (a int)",
                "create table public.mine (a int)",
                "drop view bi.tiers",
                "truncate public.mart_day"
            })
    void theRoleReadsNothingElseAndWritesNothing(String statement) {
        assertThatThrownBy(() -> asTool(c -> {
                    Sql.execute(c, statement);
                    return null;
                }))
                .isInstanceOf(SqlFailure.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void thereIsNothingToConnectAPersonTo() {
        List<String> columns = database.call(c -> Sql.list(
                c,
                "select column_name from information_schema.columns where table_schema = 'bi'",
                row -> row.getString(1)));
        assertThat(columns).doesNotContain("name", "phone", "email", "address");
    }
}
