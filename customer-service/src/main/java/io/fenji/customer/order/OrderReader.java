package io.fenji.customer.order;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.fenji.customer.value.Owner;
import io.fenji.kit.sql.Pipeline;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads requests into the orders that they ask for; made once a transaction, in which it looks up at once whatever the
/// requests name.
final class OrderReader {
    /// What a request asks for; its customer and products are known.
    record Wanted(Owner owner, OrderRequest request, String currency, List<OrderLine> lines, Conversion conversion) {
        /// The order, to be written in place of the known one.
        WholeOrder order(UUID id, ExternalKey key, @Nullable Order known, Instant now) {
            return whole(
                    new OrderHead(
                            id,
                            owner.id(),
                            key,
                            request.orderedAt(),
                            request.statusOrDefault(),
                            request.channel(),
                            currency,
                            request.returnsOrder(),
                            known == null ? 1 : known.version() + 1,
                            known == null ? now : known.createdAt(),
                            now),
                    lines);
        }

        /// Whether this asks for the order as it is. Its goods may have another cost today: a line that gives none
        /// means what they cost then.
        boolean isAlready(Order known, WholeOrder order) {
            List<OrderLine> then = new ArrayList<>();
            for (OrderLine line : lines) {
                int i = then.size();
                boolean given = request.lines().get(i).unitCost() != null;
                Money cost = i < known.lines().size() ? known.lines().get(i).unitCost() : null;
                then.add(given ? line : line.costing(cost == null ? null : cost.toDecimal()));
            }
            return whole(order.head(), then).shown().saysTheSameAs(known);
        }

        private WholeOrder whole(OrderHead head, List<OrderLine> itsLines) {
            return new WholeOrder(head, OrderSums.of(itsLines), conversion, itsLines);
        }
    }

    private record KnownProduct(
            UUID id,
            @Nullable String category,
            @Nullable BigDecimal unitCost,
            @Nullable String currency) {}

    /// As many look their names up together.
    private static final int FEW = 64;

    private final String baseCurrency;
    private final CustomerDirectory customers;
    private final Map<ExternalKey, KnownProduct> products;
    private final Conversions conversions;
    /// Orders that a return may name: those that are there, and those that were read before it.
    private final Set<ExternalKey> originals;
    private final boolean orphansRefused;

    /// A reader that can read once the pipeline has run.
    ///
    /// @param customers that the requests name
    /// @param orphansRefused whether a return must name an order that is there
    OrderReader(
            Pipeline pipeline,
            CustomerDirectory customers,
            Collection<OrderRequest> requests,
            String baseCurrency,
            ZoneId zone,
            boolean orphansRefused) {
        this.baseCurrency = baseCurrency;
        this.orphansRefused = orphansRefused;
        this.customers = customers;
        this.products = products(pipeline, requests);
        this.conversions = new Conversions(pipeline, requests, baseCurrency, zone);
        this.originals = orphansRefused ? originals(pipeline, requests) : new HashSet<>();
    }

    /// A reader.
    ///
    /// @param orphansRefused whether a return must name an order that is there
    static OrderReader of(
            Connection connection,
            Collection<OrderRequest> requests,
            String baseCurrency,
            ZoneId zone,
            boolean orphansRefused) {
        Pipeline pipeline = new Pipeline(connection, requests.size() <= FEW);
        CustomerDirectory customers = CustomerDirectory.of(pipeline, customers(requests));
        OrderReader reader = new OrderReader(pipeline, customers, requests, baseCurrency, zone, orphansRefused);
        pipeline.run();
        return reader;
    }

    static List<CustomerReference> customers(Collection<OrderRequest> requests) {
        return requests.stream().map(OrderRequest::customer).toList();
    }

    /// What the request asks for.
    ///
    /// @param checks gets what is wrong with it
    /// @param pointer of the request in what was sent
    /// @return empty when something is wrong
    Optional<Wanted> read(Checks checks, String pointer, OrderRequest request) {
        if (orphansRefused && request.returnsOrder() != null) {
            checks.require(
                    originals.contains(request.returnsOrder()),
                    pointer + "/returnsOrder",
                    "ORPHAN_RETURN",
                    "There is no order %s".formatted(request.returnsOrder()));
        }
        Optional<Owner> owner = customers.find(request.customer());
        if (owner.isEmpty()) {
            checks.add(pointer + "/customer", "UNKNOWN_CUSTOMER", "There is no such customer");
        }
        List<OrderLine> lines = lines(checks, pointer, request);
        if (!checks.errors().isEmpty()) {
            return Optional.empty();
        }
        if (request.key() != null) {
            originals.add(request.key());
        }
        return owner.map(
                found -> new Wanted(found, request, request.currencyOr(baseCurrency), lines, conversions.of(request)));
    }

    private List<OrderLine> lines(Checks checks, String pointer, OrderRequest request) {
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < request.lines().size(); i++) {
            OrderRequest.Line line = request.lines().get(i);
            @Nullable KnownProduct product = products.get(line.product());
            if (product == null) {
                checks.add(
                        pointer + "/lines/%d/product".formatted(i),
                        "UNKNOWN_PRODUCT",
                        "There is no product %s".formatted(line.product()));
                continue;
            }
            BigDecimal price = line.unitPrice().toDecimal();
            BigDecimal discount =
                    line.discount() == null ? BigDecimal.ZERO : line.discount().toDecimal();
            // 1E+3 is 1000, as it is read back.
            BigDecimal quantity = line.quantity().scale() < 0 ? line.quantity().setScale(0) : line.quantity();
            lines.add(new OrderLine(
                    i + 1L,
                    line.product(),
                    product.id(),
                    quantity,
                    price,
                    discount,
                    OrderLine.amount(quantity, price, discount),
                    cost(line.unitCost(), product, request.currencyOr(baseCurrency)),
                    product.category()));
        }
        return lines;
    }

    private static @Nullable BigDecimal cost(@Nullable Money given, KnownProduct product, String currency) {
        if (given != null) {
            return given.toDecimal();
        }
        return currency.equals(product.currency()) ? product.unitCost() : null;
    }

    private static Map<ExternalKey, KnownProduct> products(Pipeline pipeline, Collection<OrderRequest> requests) {
        List<ExternalKey> keys = requests.stream()
                .flatMap(request -> request.lines().stream())
                .map(OrderRequest.Line::product)
                .distinct()
                .toList();
        Map<ExternalKey, KnownProduct> products = new HashMap<>();
        pipeline.each(
                """
                select p.source, p.key, p.id, p.category, p.unit_cost, p.currency
                from unnest(?::text[], ?::text[]) as k (source, key)
                join products p on p.source = k.source and p.key = k.key""",
                row -> products.put(
                        new ExternalKey(row.getString(1), row.getString(2)),
                        new KnownProduct(
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getBigDecimal(5),
                                row.getString(6))),
                pipeline.array("text", keys, ExternalKey::source),
                pipeline.array("text", keys, ExternalKey::key));
        return products;
    }

    /// Of the orders that returns name, those that are there.
    private static Set<ExternalKey> originals(Pipeline pipeline, Collection<OrderRequest> requests) {
        Set<ExternalKey> named = new HashSet<>();
        requests.forEach(request -> {
            if (request.returnsOrder() != null) {
                named.add(request.returnsOrder());
            }
        });
        return OrderRepository.taken(pipeline, named);
    }
}
