package io.fenji.customer.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.contact.ContactPointRequest;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.fenji.customer.write.MergePatch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A customer to write.
@RegisterForReflection
public record CustomerRequest(
        @NotNull CustomerKind kind,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String name,

        @Nullable @Size(max = CustomerRequest.MOST_KEYS) List<@NotNull @Valid ExternalKey> keys,

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

        @Nullable LocalDate registeredOn,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String accountManager,

        @Nullable RiskAppetite riskAppetite,

        @Nullable
        @Size(min = 1, max = 40)
        @Pattern(regexp = CustomerRequest.TAX_NUMBER, message = "must be letters, digits, blanks, '.', '/' and '-'")
        String taxNumber,

        @Nullable @Size(max = 200) Map<String, JsonNode> custom,
        @Nullable @Size(max = 50) List<@NotNull @Valid ContactPointRequest> contactPoints) {
    public static final String TAX_NUMBER = "[0-9A-Za-z][0-9A-Za-z ./-]*";
    static final int MOST_KEYS = 100;
    private static final String BLANK = "must not be blank";
    private static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /// The request that makes of a customer what the patch says.
    static CustomerRequest patched(MergePatch patches, Customer known, ObjectNode patch) {
        return patches.apply(CustomerRequest.class, known, patch, Set.of("keys"), "id", "createdAt", "updatedAt");
    }

    List<ExternalKey> keyList() {
        return keys == null ? List.of() : keys;
    }

    List<ContactPointRequest> contactList() {
        return contactPoints == null ? List.of() : contactPoints;
    }

    /// The request with its values as the cleaning rules leave them.
    ///
    /// @param pointer of the request in what was sent
    CustomerRequest cleaned(RequestCleaning rules, String pointer) {
        rules.number(Field.CREDIT_RATING, pointer + "/creditRating", creditRating);
        rules.number(Field.ASSETS, pointer + "/assets", assets == null ? null : assets.toDecimal());
        rules.date(Field.REGISTERED_ON, pointer + "/registeredOn", registeredOn);
        return new CustomerRequest(
                kind,
                rules.text(Field.CUSTOMER_NAME, pointer + "/name", name),
                keys,
                rules.text(Field.COUNTRY, pointer + "/country", country),
                rules.text(Field.PROVINCE, pointer + "/province", province),
                rules.text(Field.CITY, pointer + "/city", city),
                rules.text(Field.INDUSTRY, pointer + "/industry", industry),
                rules.text(Field.SIZE, pointer + "/size", size),
                creditRating,
                assets,
                rules.text(Field.CHANNEL, pointer + "/channel", channel),
                registeredOn,
                rules.text(Field.ACCOUNT_MANAGER, pointer + "/accountManager", accountManager),
                riskAppetite,
                taxNumber,
                custom,
                contactPoints);
    }

    /// Without what is personal.
    @Override
    public String toString() {
        return "CustomerRequest[kind=%s, keys=%d]".formatted(kind, keyList().size());
    }

    /// What no annotation can say.
    ///
    /// @param pointer of the request in what was sent
    void check(Checks checks, String pointer) {
        checks.currency(pointer + "/assets", assets);
        checks.amount(pointer + "/assets", assets, true);
        checks.decimal(pointer + "/creditRating", creditRating, 6, 4);
        checks.require(
                creditRating == null || creditRating.signum() >= 0,
                pointer + "/creditRating",
                "NUMBER_OUT_OF_RANGE",
                "must not be negative");
        checks.require(
                registeredOn == null || !(registeredOn.isBefore(EARLIEST) || registeredOn.isAfter(LATEST)),
                pointer + "/registeredOn",
                "DATE_OUT_OF_RANGE",
                "must be between %s and %s".formatted(EARLIEST, LATEST));
        checks.require(
                new TreeSet<>(keyList()).size() == keyList().size(),
                pointer + "/keys",
                "DUPLICATE_KEY",
                "lists a key twice");
    }

    /// Customers to create or replace, each by its first key.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid CustomerRequest> items) {}
}
