package io.fenji.kit.http;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/// The methods that an address has, for the `Allow` of an answer that refuses another one (RFC 9110 §15.5.6), which
/// the framework does not name.
public final class AllowedMethods {
    private AllowedMethods() {}

    /// Those of the resource methods whose path is the current request's.
    public static String ofResource() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        String path = request.getPathWithoutPrefix();
        var classes = new RequestMapper<RestInitialHandler.InitialMatch>(
                request.getDeployment().getClassMappers());
        NavigableSet<String> methods = new TreeSet<>();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    add(methods, routing, match.remaining.isEmpty() ? "/" : match.remaining);
                }
            }
        }
        return header(methods);
    }

    private static void add(Collection<String> methods, ClassRoutingHandler routing, String path) {
        routing.getMappers().forEach((method, mapper) -> {
            if (method != null && mapper.map(path) != null) {
                methods.add(method);
            }
        });
    }

    /// HEAD and OPTIONS are answered by the framework.
    private static String header(NavigableSet<String> methods) {
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
