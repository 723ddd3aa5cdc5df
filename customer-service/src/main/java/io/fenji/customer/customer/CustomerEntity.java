package io.fenji.customer.customer;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.NullUnmarked;

/// A row of `customers` with its `customer_keys`; seen by the repository only.
@Entity
@Table(name = "customers")
@NullUnmarked
class CustomerEntity {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    CustomerKind kind;

    String name;
    String country;
    String province;
    String city;
    String industry;
    String size;

    @Column(name = "credit_rating")
    BigDecimal creditRating;

    BigDecimal assets;

    @Column(name = "assets_currency")
    String assetsCurrency;

    String channel;

    @Column(name = "registered_on")
    LocalDate registeredOn;

    @Version
    long version = 1;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    // A page of customers reads its keys in one query, not one each.
    @BatchSize(size = 200)
    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "customer_keys", joinColumns = @JoinColumn(name = "customer_id"))
    Set<Key> keys = new HashSet<>();

    /// A row of `customer_keys`.
    @Embeddable
    record Key(String source, String key) {}
}
