package io.fenji.launcher.company;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes the files of a generated company as gzip-compressed CSV: customers, products, orders, interactions,
/// feedback.
public final class GeneratedCompany {
    public static final String CUSTOMERS = "customers.csv.gz";
    public static final String PRODUCTS = "products.csv.gz";
    public static final String ORDERS = "orders.csv.gz";
    public static final String INTERACTIONS = "interactions.csv.gz";
    public static final String FEEDBACK = "feedback.csv.gz";

    private final CompanyOptions options;
    private final Season season;
    private final Catalogue catalogue;
    private final PurchaseHistory purchases;
    private final EngagementHistory engagement;
    private final DirtyRows dirt;

    private long orders;
    private long returns;
    private long orderLines;
    private long dirtyCustomers;
    private long interactions;
    private long feedback;
    private long gross;
    private long returned;

    private GeneratedCompany(CompanyOptions options) {
        this.options = options;
        this.season = new Season(options.firstDay(), CompanyOptions.HISTORY_DAYS);
        this.catalogue = new Catalogue(options.seed());
        this.purchases = new PurchaseHistory(options, catalogue, season);
        this.engagement = new EngagementHistory(options);
        this.dirt = new DirtyRows(options);
    }

    /// Writes all files into the directory, which is made if needed, over what is there.
    ///
    /// @throws IOException if they cannot be written, for example for lack of space
    public static CompanyCounts write(CompanyOptions options, Path directory) throws IOException {
        return write(options, directory, done -> {});
    }

    /// As above; `progress` is told the number of customers done, now and then.
    public static CompanyCounts write(CompanyOptions options, Path directory, LongConsumer progress)
            throws IOException {
        Files.createDirectories(directory);
        return new GeneratedCompany(options).writeAll(directory, progress);
    }

    private CompanyCounts writeAll(Path directory, LongConsumer progress) throws IOException {
        long products = writeProducts(directory.resolve(PRODUCTS));
        long firstDay = options.firstDay().toEpochDay();
        try (TimeSpool orderSpool = spool(directory, "orders", firstDay);
                TimeSpool interactionSpool = spool(directory, "interactions", firstDay);
                TimeSpool feedbackSpool = spool(directory, "feedback", firstDay)) {
            writeCustomers(directory.resolve(CUSTOMERS), orderSpool, interactionSpool, feedbackSpool, progress);
            drain(orderSpool, directory.resolve(ORDERS), Order.HEADER);
            drain(interactionSpool, directory.resolve(INTERACTIONS), EngagementHistory.INTERACTIONS_HEADER);
            drain(feedbackSpool, directory.resolve(FEEDBACK), EngagementHistory.FEEDBACK_HEADER);
        }
        return new CompanyCounts(
                options.customers(),
                products,
                orders,
                returns,
                orderLines,
                dirtyCustomers,
                dirt.orders(),
                interactions,
                feedback,
                BigDecimal.valueOf(gross, 2),
                BigDecimal.valueOf(gross - returned, 2));
    }

    private void writeCustomers(
            Path file, TimeSpool orderSpool, TimeSpool interactionSpool, TimeSpool feedbackSpool, LongConsumer progress)
            throws IOException {
        try (OutputStream out = compressed(file)) {
            out.write(Profile.HEADER.getBytes(StandardCharsets.UTF_8));
            CsvText csv = new CsvText();
            for (int index = 1; index <= options.customers(); index++) {
                Draws draws = Draws.of(options.seed(), index);
                Profile customer = Profile.draw(options, index, draws);
                customer.write(csv);
                List<Order> history = purchases.draw(customer, draws);
                spoolOrders(customer, history, draws, orderSpool);
                interactions += engagement.interactions(customer, history, draws, interactionSpool);
                feedback += engagement.feedback(customer, history, draws, feedbackSpool);
                if (dirt.wantsCustomer(draws)) {
                    dirt.customer(customer, draws, csv);
                    dirtyCustomers++;
                }
                out.write(csv.bytes(), 0, csv.length());
                csv.clear();
                if (index % 1000 == 0) {
                    progress.accept(index);
                }
            }
        }
    }

    private void spoolOrders(Profile customer, List<Order> history, Draws draws, TimeSpool spool) {
        for (int i = 0; i < history.size(); i++) {
            Order order = history.get(i);
            order.write(spool.row(), options.currency());
            spool.add(order.second(), customer.index(), i);
            count(order);
            if (order.returns().isEmpty() && dirt.wantsOrder(draws)) {
                dirt.order(order, customer.index(), draws, spool);
            }
        }
    }

    private void count(Order order) {
        orderLines += order.lines().size();
        if (order.returns().isEmpty()) {
            orders++;
            gross += order.completed() ? order.amount() : 0;
        } else {
            returns++;
            returned -= order.amount();
        }
    }

    private long writeProducts(Path file) throws IOException {
        List<Product> products = catalogue.products();
        try (OutputStream out = compressed(file)) {
            CsvText csv = new CsvText().text(Product.HEADER);
            products.forEach(product -> product.write(csv));
            out.write(csv.bytes(), 0, csv.length());
        }
        return products.size();
    }

    private static void drain(TimeSpool spool, Path file, String header) throws IOException {
        try (OutputStream out = compressed(file)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            spool.drainTo(out);
        }
    }

    private static TimeSpool spool(Path directory, String name, long firstDay) throws IOException {
        return new TimeSpool(directory.resolve(name + ".spool"), firstDay, CompanyOptions.HISTORY_DAYS);
    }

    private static OutputStream compressed(Path file) throws IOException {
        return new BufferedOutputStream(new FastGzip(Files.newOutputStream(file)), 64 * 1024);
    }

    /// Gzip at a level that costs less than the generation itself.
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 64 * 1024);
            def.setLevel(Deflater.BEST_SPEED + 1);
        }
    }
}
