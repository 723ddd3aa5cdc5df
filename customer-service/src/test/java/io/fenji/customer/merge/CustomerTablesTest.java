package io.fenji.customer.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CustomerTablesTest {
    @Inject
    Database database;

    /// A table that is new here: say in [MergeRows] what a merge and its undo do with its rows (they are
    /// lost otherwise, with the merged customer's record), in `Erasure` what takes them away, and name it.
    @Test
    void aMergeKnowsEveryTableThatHasRowsOfCustomers() {
        List<String> tables = database.call(c -> Sql.list(c, """
                select c.table_name from information_schema.columns c
                join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = current_schema() and c.column_name = 'customer_id' and t.table_type = 'BASE TABLE'
                order by 1""", row -> row.getString(1)));

        assertThat(tables)
                .containsExactlyInAnyOrder(
                        // Move.
                        "consents",
                        "contact_points",
                        "customer_keys",
                        "feedback",
                        "feedback_keys",
                        "interaction_keys",
                        "interactions",
                        "order_keys",
                        "order_lines",
                        "orders",
                        "row_findings",
                        // Made anew from the others.
                        "customer_match_keys",
                        "customer_metrics",
                        "duplicate_candidates",
                        "fact_customers",
                        "fact_months",
                        // Stay with the id that they are about.
                        "customer_restrictions",
                        "disclosures",
                        "merge_dismissals",
                        "merge_members",
                        "metric_tombstones");
    }
}
