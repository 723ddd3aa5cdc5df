package io.fenji.kit.paging;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Opaque cursors: the position, signed together with the filters it belongs to. The key is the database's
/// own, so every replica has it.
@ApplicationScoped
public class CursorCodec {
    /// Reads the rows after an id, in the order of ids.
    @FunctionalInterface
    public interface ById<T> {
        List<T> read(@Nullable UUID after, int rows);
    }

    private static final int SIGNATURE_LENGTH = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final Database database;
    private volatile @Nullable SecretKeySpec key;

    CursorCodec(Database database) {
        this.database = database;
    }

    /// A page of a list in the order of its items' ids.
    ///
    /// @param scope the list and its filters
    /// @param after the cursor of the page before
    /// @throws ProblemException 400 when the cursor is not one of this scope
    public <T> Page<T> page(String scope, @Nullable String after, int limit, ById<T> list, Function<T, UUID> id) {
        @Nullable String position = decode(scope, after);
        // One row more than is wanted tells whether there is more.
        List<T> rows = list.read(position == null ? null : UUID.fromString(position), limit + 1);
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, encode(scope, id.apply(items.getLast()).toString()));
    }

    /// Makes a cursor.
    ///
    /// @param scope the list and its filters; a cursor of another scope is refused
    /// @param position where the next page begins, e.g. the last item's sort key
    public String encode(String scope, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] signature = signature(scope, text);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SIGNATURE_LENGTH + text.length)
                        .put(signature)
                        .put(text)
                        .array());
    }

    /// Reads a cursor back.
    ///
    /// @return the position, null without a cursor
    /// @throws ProblemException 400 when the cursor is not one of this scope
    public @Nullable String decode(String scope, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        byte[] bytes = base64(cursor);
        if (bytes.length <= SIGNATURE_LENGTH) {
            throw invalid();
        }
        byte[] text = Arrays.copyOfRange(bytes, SIGNATURE_LENGTH, bytes.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(bytes, SIGNATURE_LENGTH), signature(scope, text))) {
            throw invalid();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] base64(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.at(
                CommonProblem.INVALID_CURSOR,
                "after",
                "INVALID_CURSOR",
                "Take `after` unchanged from the `next` of this list, with the same filters");
    }

    private byte[] signature(String scope, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), SIGNATURE_LENGTH);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] secret = database.call(c -> Sql.only(c, "select secret from cursor_secret", row -> row.getBytes(1)));
            known = new SecretKeySpec(secret, ALGORITHM);
            key = known;
        }
        return known;
    }
}
