package io.fenji.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The customer: spend 10.5, province 广东, no assets, no city, tier B of A, B, C in `abc`, none in `vip`.
class BoundConditionTest {

    private static final MetricTable CUSTOMER = customer();

    private static MetricTable customer() {
        TableBuilder builder = new TableBuilder(
                List.of("spend.365d"),
                List.of("province"),
                Map.of("abc", List.of("A", "B", "C"), "vip", List.of("A", "B")),
                1);
        builder.addRow();
        builder.metric("spend.365d", new BigDecimal("10.5"));
        builder.attribute("province", "广东");
        builder.tier("abc", "B");
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'metric':'spend.365d','atLeast':10.5}     | TRUE
            {'metric':'spend.365d','atLeast':10.5001}  | FALSE
            {'metric':'spend.365d','over':10.5}        | FALSE
            {'metric':'spend.365d','over':10.4999}     | TRUE
            {'metric':'spend.365d','atMost':10.5}      | TRUE
            {'metric':'spend.365d','atMost':10.4999}   | FALSE
            {'metric':'spend.365d','under':10.5}       | FALSE
            {'metric':'spend.365d','under':10.5001}    | TRUE
            {'metric':'spend.365d','equals':10.5}      | TRUE
            {'metric':'spend.365d','equals':10.4999}   | FALSE
            {'metric':'spend.365d','between':[10.5,11]}| TRUE
            {'metric':'spend.365d','between':[10,10.5]}| TRUE
            {'metric':'spend.365d','between':[11,12]}  | FALSE
            {'metric':'assets','atMost':0}             | UNKNOWN
            {'attribute':'province','is':'广东'}        | TRUE
            {'attribute':'province','is':'广西'}        | FALSE
            {'attribute':'province','in':['广西','广东']}| TRUE
            {'attribute':'city','is':'深圳'}            | UNKNOWN
            {'tier':{'scheme':'abc','is':'B'}}         | TRUE
            {'tier':{'scheme':'abc','is':'A'}}         | FALSE
            {'tier':{'scheme':'abc','is':'Z'}}         | FALSE
            {'tier':{'scheme':'abc','in':['A','B']}}   | TRUE
            {'tier':{'scheme':'abc','in':['A','C']}}   | FALSE
            {'tier':{'scheme':'abc','atLeast':'A'}}    | FALSE
            {'tier':{'scheme':'abc','atLeast':'B'}}    | TRUE
            {'tier':{'scheme':'abc','atLeast':'C'}}    | TRUE
            {'tier':{'scheme':'abc','atMost':'A'}}     | TRUE
            {'tier':{'scheme':'abc','atMost':'C'}}     | FALSE
            {'tier':{'scheme':'abc','atLeast':'Z'}}    | UNKNOWN
            {'tier':{'scheme':'vip','is':'B'}}         | UNKNOWN
            {'tier':{'scheme':'gone','is':'B'}}        | UNKNOWN
            {'not':{'metric':'spend.365d','over':5}}   | FALSE
            {'not':{'metric':'spend.365d','over':50}}  | TRUE
            {'not':{'metric':'assets','over':5}}       | UNKNOWN
            {'all':[{'metric':'assets','over':5},{'metric':'spend.365d','over':50}]} | FALSE
            {'all':[{'metric':'spend.365d','over':5},{'metric':'assets','over':5}]}  | UNKNOWN
            {'any':[{'metric':'assets','over':5},{'metric':'spend.365d','over':5}]}  | TRUE
            {'any':[{'metric':'spend.365d','over':50},{'metric':'assets','over':5}]} | UNKNOWN
            {'any':[{'metric':'spend.365d','over':50},{'metric':'spend.365d','under':5}]} | FALSE
            """)
    void comesOut(String condition, Truth expected) {
        Condition read = Schemes.read("""
                {'key':'t','name':{'en':'T'},'population':%s,'cut':{'type':'rules'},
                 'tiers':[{'key':'a','name':{'en':'A'}}]}""".formatted(condition)).population();

        assertThat(BoundCondition.bind(read, CUSTOMER).test(0)).isEqualTo(expected);
    }
}
