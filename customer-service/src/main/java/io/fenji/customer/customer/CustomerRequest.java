package io.fenji.customer.customer;

import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A customer to write.
@RegisterForReflection
public record CustomerRequest(
        @NotNull CustomerKind kind,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String name,

        @Nullable @Size(max = 100) List<@NotNull @Valid ExternalKey> keys,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String country,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String province,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String city,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String industry,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String size,

        @Nullable BigDecimal creditRating,
        @Nullable @Valid Money assets,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String channel,

        @Nullable LocalDate registeredOn) {
    private static final String BLANK = "must not be blank";
    private static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    List<ExternalKey> keyList() {
        return keys == null ? List.of() : keys;
    }

    /// The request with its values as the cleaning rules leave them.
    CustomerRequest cleaned(RequestCleaning rules) {
        rules.number(Field.CREDIT_RATING, "/creditRating", creditRating);
        rules.number(Field.ASSETS, "/assets", assets == null ? null : assets.toDecimal());
        rules.date(Field.REGISTERED_ON, "/registeredOn", registeredOn);
        return new CustomerRequest(
                kind,
                rules.text(Field.CUSTOMER_NAME, "/name", name),
                keys,
                rules.text(Field.COUNTRY, "/country", country),
                rules.text(Field.PROVINCE, "/province", province),
                rules.text(Field.CITY, "/city", city),
                rules.text(Field.INDUSTRY, "/industry", industry),
                rules.text(Field.SIZE, "/size", size),
                creditRating,
                assets,
                rules.text(Field.CHANNEL, "/channel", channel),
                registeredOn);
    }

    /// What no annotation can say.
    void check() {
        Checks checks = new Checks();
        checks.amount("/assets", assets, true);
        checks.decimal("/creditRating", creditRating, 6, 4);
        checks.require(
                creditRating == null || creditRating.signum() >= 0,
                "/creditRating",
                "NUMBER_OUT_OF_RANGE",
                "must not be negative");
        checks.require(
                registeredOn == null || !(registeredOn.isBefore(EARLIEST) || registeredOn.isAfter(LATEST)),
                "/registeredOn",
                "DATE_OUT_OF_RANGE",
                "must be between %s and %s".formatted(EARLIEST, LATEST));
        checks.require(
                new TreeSet<>(keyList()).size() == keyList().size(), "/keys", "DUPLICATE_KEY", "lists a key twice");
        checks.complete();
    }
}
