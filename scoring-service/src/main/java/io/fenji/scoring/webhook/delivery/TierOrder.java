package io.fenji.scoring.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.webhook.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which of two tiers is the higher one. A version that has given tiers never changes, so it is read once.
@ApplicationScoped
class TierOrder {
    private record Version(String scheme, int version) {}

    private final ObjectMapper json;
    private final Map<Version, List<String>> known = new ConcurrentHashMap<>();

    TierOrder(ObjectMapper json) {
        this.json = json;
    }

    /// Which way a change goes. A tier that the version does not have is neither higher nor lower, so it counts as
    /// both:
    /// a receiver rather hears too much than too little.
    Set<Direction> directions(
            Connection connection, String scheme, int version, @Nullable String from, @Nullable String to) {
        if (from == null) {
            return Set.of(Direction.ENTERED);
        }
        if (to == null) {
            return Set.of(Direction.LEFT);
        }
        List<String> tiers =
                known.computeIfAbsent(new Version(scheme, version), key -> read(connection, scheme, version));
        int before = tiers.indexOf(from);
        int after = tiers.indexOf(to);
        if (before < 0 || after < 0) {
            return Set.of(Direction.UP, Direction.DOWN);
        }
        // The highest stands first.
        return Set.of(after < before ? Direction.UP : Direction.DOWN);
    }

    private List<String> read(Connection connection, String scheme, int version) {
        String document = Sql.only(
                connection,
                "select document from scheme_versions where scheme = ? and version = ?",
                row -> row.getString(1),
                scheme,
                version);
        try {
            List<String> tiers = new ArrayList<>();
            for (JsonNode tier : json.readTree(document).path("tiers")) {
                tiers.add(tier.path("key").asText());
            }
            return List.copyOf(tiers);
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
