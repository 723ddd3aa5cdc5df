package io.fenji.report.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/// The progress of imports, tier runs and reports, as it changes. Each stream asks with its own reader's rights.
@Path("/v1/dashboard/progress")
public class ProgressResource {
    private static final Logger LOG = Logger.getLogger(ProgressResource.class);

    private final ProgressView view;
    private final DashboardConfig config;
    private final ObjectMapper json;
    private final Semaphore places;
    private final Set<Thread> streams = ConcurrentHashMap.newKeySet();

    ProgressResource(ProgressView view, DashboardConfig config, ObjectMapper json) {
        this.view = view;
        this.config = config;
        this.json = json;
        this.places = new Semaphore(config.streams());
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Cache(noStore = true)
    public Multi<OutboundSseEvent> follow(@HeaderParam("Authorization") @Nullable String token, @Context Sse sse) {
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "%d progress streams are open, which is the most there may be".formatted(config.streams()));
        }
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> {
                            Thread stream = Thread.ofVirtual()
                                    .name("progress-stream")
                                    .unstarted(() -> follow(token, sse, emitter));
                            streams.add(stream);
                            emitter.onTermination(stream::interrupt);
                            stream.start();
                        },
                        BackPressureStrategy.LATEST);
    }

    /// Streams end with the service; without this the server would wait for them.
    void end(@Observes ShutdownEvent stop) {
        streams.forEach(Thread::interrupt);
    }

    private void follow(@Nullable String token, Sse sse, MultiEmitter<? super OutboundSseEvent> reader) {
        try {
            @Nullable String told = null;
            long silentSince = System.nanoTime();
            while (!reader.isCancelled()) {
                String now = json.writeValueAsString(view.look(token));
                if (!now.equals(told)) {
                    reader.emit(sse.newEventBuilder().name("progress").data(now).build());
                    told = now;
                    silentSince = System.nanoTime();
                } else if (System.nanoTime() - silentSince >= config.heartbeat().toNanos()) {
                    reader.emit(sse.newEventBuilder().comment("still here").build());
                    silentSince = System.nanoTime();
                }
                Thread.sleep(config.look());
            }
        } catch (InterruptedException left) {
            reader.complete();
        } catch (RuntimeException | JsonProcessingException failure) {
            // The reader's browser comes back by itself.
            LOG.warnf("A progress stream ended: %s", failure.toString());
            reader.complete();
        } finally {
            streams.remove(Thread.currentThread());
            places.release();
        }
    }
}
