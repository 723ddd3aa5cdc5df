package io.fenji.kit.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;

/// Tells a caller who went away in the middle of a request or of its answer from a failure of ours.
public final class HangUps {
    private static final int DEEPEST_CAUSE = 20;

    private HangUps() {}

    /// Whether the failure says no more than that the request's connection is gone. The connection knows it a moment
    /// after who reads from it, so a body that ends in an error of the network is one, too.
    public static boolean explain(Throwable failure, RoutingContext request) {
        boolean transfer = false;
        boolean network = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            switch (cause) {
                case SQLException _ -> {
                    return false;
                }
                case SocketException _ -> network = true;
                case HttpClosedException _ -> network = true;
                case StreamResetException _ -> network = true;
                case IOException _ -> transfer = true;
                default -> {}
            }
        }
        return ((transfer || network) && request.response().closed())
                || (network && hasBody(request) && !request.request().isEnded());
    }

    /// Without a body to come, a failure of the network is that of a call of ours.
    private static boolean hasBody(RoutingContext request) {
        return request.request().getHeader("Content-Length") != null
                || request.request().getHeader("Transfer-Encoding") != null;
    }
}
