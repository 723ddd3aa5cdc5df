package io.fenji.customer.order;

import io.fenji.kit.sql.Pipeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the orders of requests become amounts in the base currency; their exchange rates are looked up at once.
final class Conversions {
    private record Place(String currency, LocalDate day) {}

    private final String baseCurrency;
    private final ZoneId zone;
    private final Map<Place, BigDecimal> rates = new HashMap<>();

    Conversions(Pipeline pipeline, Collection<OrderRequest> requests, String baseCurrency, ZoneId zone) {
        this.baseCurrency = baseCurrency;
        this.zone = zone;
        List<Place> foreign = requests.stream()
                .filter(this::isForeign)
                .map(this::place)
                .distinct()
                .toList();
        if (!foreign.isEmpty()) {
            pipeline.each(
                    """
                    select o.currency, o.day, r.rate
                    from unnest(?::text[], ?::date[]) as o (currency, day)
                    cross join lateral (
                      select rate from exchange_rates where currency = o.currency and effective_on <= o.day
                      order by effective_on desc limit 1) r""",
                    row -> rates.put(
                            new Place(row.getString(1), row.getObject(2, LocalDate.class)), row.getBigDecimal(3)),
                    pipeline.array("text", foreign, Place::currency),
                    pipeline.array("date", foreign, place -> place.day().toString()));
        }
    }

    Conversion of(OrderRequest request) {
        boolean foreign = isForeign(request);
        return new Conversion(baseCurrency, foreign, foreign ? rates.get(place(request)) : null);
    }

    private boolean isForeign(OrderRequest request) {
        return !request.currencyOr(baseCurrency).equals(baseCurrency);
    }

    private Place place(OrderRequest request) {
        return new Place(
                request.currencyOr(baseCurrency),
                OrderHead.inMicroseconds(request.orderedAt()).atZone(zone).toLocalDate());
    }
}
