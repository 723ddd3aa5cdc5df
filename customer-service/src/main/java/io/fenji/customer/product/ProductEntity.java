package io.fenji.customer.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/// A row of `products`; seen by the repository only.
@Entity
@Table(name = "products")
@NullUnmarked
class ProductEntity {
    @Id
    UUID id;

    String source;
    String key;
    String name;
    String category;

    @Column(name = "unit_cost")
    BigDecimal unitCost;

    @Column(name = "unit_price")
    BigDecimal unitPrice;

    String currency;

    @Version
    long version = 1;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
