package io.fenji.kit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.SqlFailure;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SignalListenerTest {
    @Test
    void whatCouldNotBeSentIsKept() {
        DataSource gone = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    throw new SQLException("no connection");
                });
        Signals signals = new Signals(null);
        signals.committed(new Signals.Announced("a"));

        assertThatThrownBy(() -> new SignalListener(gone, new Database(gone), signals).send())
                .isInstanceOf(SqlFailure.class);

        assertThat(signals.takeUnsent()).containsExactly("a");
    }
}
