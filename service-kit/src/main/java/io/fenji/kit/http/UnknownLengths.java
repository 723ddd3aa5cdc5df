package io.fenji.kit.http;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Limits bodies that do not say their length (chunked ones) while they are read. Those that say it never get here
/// when they are too long, see [RequestGate].
public class UnknownLengths {
    /// Quarkus' own limit, which would answer 413 without a body.
    private static final String QUARKUS_LIMIT = "io.quarkus.max-request-size";

    private final BodyLimits limits;
    private final RoutingContext routing;

    @Inject
    UnknownLengths(BodyLimits limits, RoutingContext routing) {
        this.limits = limits;
        this.routing = routing;
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request) {
        if (routing.request().getHeader("Transfer-Encoding") != null) {
            routing.put(QUARKUS_LIMIT, Long.MAX_VALUE);
            request.setEntityStream(new Limited(request.getEntityStream(), limits.of(routing.request()), routing));
        }
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private final RoutingContext routing;
        private long count;

        Limited(InputStream in, long limit, RoutingContext routing) {
            super(in);
            this.limit = limit;
            this.routing = routing;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public void close() throws IOException {
            // Closing reads to the end, which of a body without limit may never come.
            if (count <= limit) {
                super.close();
            }
        }

        private void count(int read) {
            count += read;
            if (count > limit) {
                routing.response().putHeader("Connection", "close");
                throw new ProblemException(
                        CommonProblem.PAYLOAD_TOO_LARGE,
                        "The body has more than the %d bytes that are accepted here".formatted(limit));
            }
        }
    }
}
