package io.fenji.customer.write;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of the items of a batch, in their order.
@RegisterForReflection
public record BatchResult(List<Item> items, long created, long updated, long unchanged, long rejected) {
    /// What became of an item.
    public enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED
    }

    /// An item.
    @RegisterForReflection
    public record Item(
            Status status,
            @Nullable UUID id,
            @Nullable String etag,
            @Nullable List<FieldError> errors) {
        /// An item that is known by its name.
        public static Item of(Status status, long version) {
            return new Item(status, null, EntityTags.of(version), null);
        }

        /// An item that never changes.
        public static Item ofEntry(Status status, UUID id) {
            return new Item(status, id, null, null);
        }

        public static Item of(Status status, UUID id, long version) {
            return new Item(status, id, EntityTags.of(version), null);
        }

        public static Item rejected(List<FieldError> errors) {
            return new Item(Status.REJECTED, null, null, List.copyOf(errors));
        }
    }

    public static BatchResult of(List<Item> items) {
        return new BatchResult(
                items,
                count(items, Status.CREATED),
                count(items, Status.UPDATED),
                count(items, Status.UNCHANGED),
                count(items, Status.REJECTED));
    }

    private static long count(List<Item> items, Status status) {
        return items.stream().filter(item -> item.status() == status).count();
    }
}
