package io.fenji.launcher.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.launcher.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a company's state was made with, kept in it so that `up` opens it the same way.
///
/// @param zone business zone; fixed for a state, since windows are whole days in it
/// @param currency base currency; fixed too
/// @param businessDate "today" of the services, absent where it is the real one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StateSettings(
        String zone, String currency, @Nullable String businessDate) {
    private static final String FILE = "settings.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static StateSettings of(ZoneId zone, String currency, @Nullable LocalDate businessDate) {
        return new StateSettings(zone.getId(), currency, businessDate == null ? null : businessDate.toString());
    }

    /// The settings of an existing state.
    ///
    /// @throws Failure if they cannot be read
    public static Optional<StateSettings> read(Path state) {
        Path file = state.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), StateSettings.class));
        } catch (IOException failure) {
            throw Failures.of(failure, file);
        }
    }

    /// Keeps them, over what was there.
    ///
    /// @throws Failure if the state was made with another zone or currency, or cannot be written
    public void write(Path state) {
        read(state).ifPresent(before -> {
            if (!before.zone.equals(zone) || !before.currency.equals(currency)) {
                throw new Failure("state.mismatch", state.getFileName(), before.zone, before.currency);
            }
        });
        try {
            Files.createDirectories(state);
            JSON.writeValue(state.resolve(FILE).toFile(), this);
        } catch (IOException failure) {
            throw Failures.of(failure, state);
        }
    }

    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    public @Nullable LocalDate date() {
        return businessDate == null ? null : LocalDate.parse(businessDate);
    }
}
