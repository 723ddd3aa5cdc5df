package io.fenji.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.suite.Journey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// The packaged scoring-service with its own PostgreSQL, following a [SyntheticBase]. PostgreSQL writes as safely as in
/// the local run (fsync on).
final class LoadedScoring implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(9);

    private final StubCustomerService customers;
    private final BenchDatabase database;
    private final ServiceProcess service;
    private final Api api;

    private LoadedScoring(StubCustomerService customers, BenchDatabase database, ServiceProcess service, Api api) {
        this.customers = customers;
        this.database = database;
        this.service = service;
        this.api = api;
    }

    /// @param heapMib largest heap of the service
    static LoadedScoring start(SyntheticBase base, int heapMib) throws IOException {
        return start(new StubCustomerService(base, false), heapMib);
    }

    /// Of customers whose purchases value models can be calibrated from.
    static LoadedScoring withPurchases(SyntheticBase base, int heapMib) throws IOException {
        return start(new StubCustomerService(base, true), heapMib);
    }

    private static LoadedScoring start(StubCustomerService customers, int heapMib) throws IOException {
        BenchDatabase database = BenchDatabase.start();
        try {
            Services.Started started =
                    Services.start("scoring-service", database.ensure("scoring"), customers.uri(), heapMib);
            return new LoadedScoring(customers, database, started.process(), new Api(started.address()));
        } catch (RuntimeException e) {
            customers.close();
            database.close();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    ServiceProcess service() {
        return service;
    }

    Connection connect() throws SQLException {
        return database.connect("scoring");
    }

    String jdbcUrl() {
        return database.url("scoring");
    }

    void activate(JsonNode scheme) {
        new Journey(api, api, api).activate(scheme);
    }

    /// Runs the scheme and gives the finished run.
    JsonNode run(String scheme, boolean calibrate) {
        String request = "{\"scheme\":\"%s\",\"calibrate\":%b}".formatted(scheme, calibrate);
        return api.succeeded(api.post("/v1/tier-runs", request), LIMIT);
    }

    /// Calibrates value models and clusters, and puts them in force.
    JsonNode calibrateValues() {
        return api.succeeded(api.post("/v1/value-calibrations", "{}"), LIMIT);
    }

    @Override
    public void close() {
        service.close();
        customers.close();
        database.close();
    }
}
