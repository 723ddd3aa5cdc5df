package io.fenji.customer.order;

import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.Currencies;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order to write.
@RegisterForReflection
public record OrderRequest(
        @Nullable @Valid ExternalKey key,
        @NotNull @Valid CustomerReference customer,
        @NotNull Instant orderedAt,
        @Nullable OrderStatus status,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String channel,

        @Nullable @Pattern(regexp = Money.CURRENCY, message = "must be an ISO 4217 code")
        String currency,

        @Nullable @Valid ExternalKey returnsOrder,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid Line> lines) {
    /// A line to write; its amount is quantity × unit price − discount.
    @RegisterForReflection
    public record Line(
            @NotNull @Valid ExternalKey product,
            @NotNull BigDecimal quantity,
            @NotNull @Valid Money unitPrice,
            @Nullable @Valid Money discount,
            @Nullable @Valid Money unitCost) {
        static Line of(Order.Line known) {
            return new Line(known.product(), known.quantity(), known.unitPrice(), known.discount(), known.unitCost());
        }

        Line cleaned(RequestCleaning rules, String pointer) {
            rules.number(Field.QUANTITY, pointer + "/quantity", quantity);
            rules.number(Field.UNIT_PRICE, pointer + "/unitPrice", unitPrice.toDecimal());
            String key = rules.key(Field.PRODUCT_KEY, pointer + "/product/key", product.key());
            return new Line(new ExternalKey(product.source(), key), quantity, unitPrice, discount, unitCost);
        }
    }

    OrderStatus statusOrDefault() {
        return status == null ? OrderStatus.COMPLETED : status;
    }

    /// The request that would write an order as it is.
    static OrderRequest of(Order known) {
        return new OrderRequest(
                null,
                CustomerReference.to(known.customerId()),
                known.orderedAt(),
                known.status(),
                known.channel(),
                known.currency(),
                known.returnsOrder(),
                known.lines().stream().map(Line::of).toList());
    }

    /// What no annotation can say.
    ///
    /// @param pointer to the request
    void check(Checks checks, String pointer, String baseCurrency) {
        customer.check(checks, pointer + "/customer");
        checks.moment(pointer + "/orderedAt", orderedAt);
        String expected = currencyOr(baseCurrency);
        checks.require(
                Currencies.isKnown(expected), pointer + "/currency", "INVALID_VALUE", "must be an ISO 4217 code");
        for (int i = 0; i < lines.size(); i++) {
            check(checks, pointer + "/lines/" + i, lines.get(i), expected);
        }
    }

    String currencyOr(String baseCurrency) {
        return currency == null ? baseCurrency : currency;
    }

    /// The request with its values as the cleaning rules leave them.
    OrderRequest cleaned(RequestCleaning rules, String pointer) {
        rules.time(Field.ORDERED_AT, pointer + "/orderedAt", orderedAt);
        String cleanChannel = rules.text(Field.CHANNEL, pointer + "/channel", channel);
        List<Line> cleanLines = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rules.line(i + 1L);
            cleanLines.add(lines.get(i).cleaned(rules, pointer + "/lines/" + i));
        }
        rules.repeats(pointer + "/lines", cleanLines);
        return new OrderRequest(key, customer, orderedAt, status, cleanChannel, currency, returnsOrder, cleanLines);
    }

    /// Orders to create or replace, each by its key.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid OrderRequest> items) {}

    private static void check(Checks checks, String pointer, Line line, String currency) {
        checks.require(line.quantity().signum() != 0, pointer + "/quantity", "ZERO_QUANTITY", "must not be 0");
        checks.decimal(pointer + "/quantity", line.quantity(), 9, 4);
        checks.amount(pointer + "/unitPrice", line.unitPrice(), false);
        checks.amount(pointer + "/unitCost", line.unitCost(), false);
        checks.amount(pointer + "/discount", line.discount(), line.quantity().signum() < 0);
        currency(checks, pointer + "/unitPrice", line.unitPrice(), currency);
        currency(checks, pointer + "/unitCost", line.unitCost(), currency);
        currency(checks, pointer + "/discount", line.discount(), currency);
    }

    private static void currency(Checks checks, String pointer, @Nullable Money money, String currency) {
        checks.require(
                money == null || money.currency().equals(currency),
                pointer + "/currency",
                "INVALID_VALUE",
                "must be the order's currency %s".formatted(currency));
    }
}
