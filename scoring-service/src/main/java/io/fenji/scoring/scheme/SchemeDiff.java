package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.difference.Difference;
import io.fenji.engine.difference.SchemeDifferences;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What distinguishes a version from another of the same scheme.
@RegisterForReflection
public record SchemeDiff(String scheme, int version, int against, List<Item> differences) {

    /// One thing that is other.
    @RegisterForReflection
    public record Item(
            String pointer,
            String code,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            Map<String, String> text) {
        static Item from(Difference difference) {
            return new Item(
                    difference.pointer(),
                    difference.code(),
                    difference.before(),
                    difference.after(),
                    Sentences.inAll(difference::in));
        }
    }

    static SchemeDiff between(SchemeVersionResponse before, SchemeVersionResponse after) {
        return new SchemeDiff(
                after.scheme(),
                after.version(),
                before.version(),
                SchemeDifferences.between(before.document(), after.document()).stream()
                        .map(Item::from)
                        .toList());
    }
}
