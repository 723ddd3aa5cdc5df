package io.fenji.scoring.replica;

import io.agroal.api.AgroalPoolInterceptor;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLClientInfoException;

/// Every session of the database says which replica's it is, so that those of a replica that has stopped can be told.
@ApplicationScoped
class NamedSessions implements AgroalPoolInterceptor {
    private final ReplicaId id;

    NamedSessions(ReplicaId id) {
        this.id = id;
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            connection.setClientInfo("ApplicationName", Leases.sessionsOf(id.value()));
        } catch (SQLClientInfoException failure) {
            throw new SqlFailure(failure);
        }
    }
}
