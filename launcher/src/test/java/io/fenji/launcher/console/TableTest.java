package io.fenji.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.launcher.console.Table.Align;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsDoubleWidthCharacters() {
        Table table = new Table(Align.LEFT, Align.RIGHT)
                .header("等级", "客户数")
                .row("钻石 (diamond)", "1,204")
                .row("VIP", "7");
        assertThat(table.lines())
                .containsExactly(
                        "等级            客户数",
                        "──────────────────────",
                        "钻石 (diamond)   1,204",
                        "VIP                  7");
    }

    @Test
    void measuresWidthInColumns() {
        assertThat(Width.of("abc")).isEqualTo(3);
        assertThat(Width.of("钻石")).isEqualTo(4);
        assertThat(Width.of("（）。")).isEqualTo(6);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void cutsByColumns() {
        assertThat(Width.cut("钻石a", 3)).isEqualTo("钻");
    }
}
