package io.fenji.customer.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as its caller sees it.
@RegisterForReflection
public record Order(
        UUID id,
        ExternalKey key,
        UUID customerId,
        Instant orderedAt,
        OrderStatus status,
        @Nullable String channel,
        String currency,
        @Nullable ExternalKey returnsOrder,
        boolean purchase,
        Money gross,
        Money returned,
        Money net,
        @Nullable Money discount,
        @Nullable Money cost,
        @Nullable BigDecimal exchangeRate,
        @Nullable Boolean rateMissing,
        @Nullable Base base,
        List<Line> lines,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    /// The sums in the base currency, as metrics count them.
    @RegisterForReflection
    public record Base(
            Money gross,
            Money returned,
            Money net,
            @Nullable Money discount,
            @Nullable Money cost) {}

    /// Whether the other differs in version and times of writing alone.
    boolean saysTheSameAs(Order other) {
        return new Order(
                        id,
                        key,
                        customerId,
                        orderedAt,
                        status,
                        channel,
                        currency,
                        returnsOrder,
                        purchase,
                        gross,
                        returned,
                        net,
                        discount,
                        cost,
                        exchangeRate,
                        rateMissing,
                        base,
                        lines,
                        other.createdAt,
                        other.updatedAt,
                        other.version)
                .equals(other);
    }

    static Order of(OrderHead head, OrderSums sums, Conversion conversion, List<OrderLine> lines) {
        String currency = head.currency();
        List<Line> shown = new ArrayList<>();
        lines.forEach(line -> shown.add(Line.from(line, currency)));
        return new Order(
                head.id(),
                head.key(),
                head.customerId(),
                head.orderedAt(),
                head.status(),
                head.channel(),
                currency,
                head.returnsOrder(),
                sums.purchase(),
                Money.of(sums.gross(), currency),
                Money.of(sums.returned(), currency),
                Money.of(sums.gross().subtract(sums.returned()), currency),
                sums.discount().signum() == 0 ? null : Money.of(sums.discount(), currency),
                Money.ofNullable(sums.cost(), currency),
                conversion.rate(),
                (conversion.foreign() && conversion.rate() == null) ? true : null,
                conversion.base(sums),
                shown,
                head.createdAt(),
                head.updatedAt(),
                head.version());
    }

    /// A line as its caller sees it.
    @RegisterForReflection
    public record Line(
            long lineNo,
            ExternalKey product,
            UUID productId,
            BigDecimal quantity,
            Money unitPrice,
            @Nullable Money discount,
            @Nullable Money unitCost,
            Money amount) {

        static Line from(OrderLine line, String currency) {
            return new Line(
                    line.lineNo(),
                    line.product(),
                    line.productId(),
                    line.quantity(),
                    Money.of(line.unitPrice(), currency),
                    line.discount().signum() == 0 ? null : Money.of(line.discount(), currency),
                    Money.ofNullable(line.unitCost(), currency),
                    Money.of(line.amount(), currency));
        }
    }
}
