package io.fenji.systemtests;

import io.fenji.systemtests.suite.FreshSuite;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test the suite it asks for with [InSuite]. Each kind is started once, on first use, and stopped with the
/// JVM's tests.
final class Suites implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Suites.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FreshSuite.class;
    }

    @Override
    public FreshSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        InSuite wanted = context.getRequiredTestClass().getAnnotation(InSuite.class);
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .get(wanted.value());
    }

    /// Closed by JUnit after the last test.
    private static final class Running implements AutoCloseable {
        private final Map<SuiteKind, FreshSuite> suites = new EnumMap<>(SuiteKind.class);

        synchronized FreshSuite get(SuiteKind kind) {
            return suites.computeIfAbsent(kind, Running::start);
        }

        @Override
        public synchronized void close() {
            suites.values().forEach(FreshSuite::close);
        }

        private static FreshSuite start(SuiteKind kind) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return FreshSuite.start(name, kind.zone, kind.businessDate, kind.currency, 1);
        }
    }
}
