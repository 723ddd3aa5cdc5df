package io.fenji.customer.duplicate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How alike two customers are: the weighted mean of what both have, over at least [#LEAST_EVIDENCE], so that an equal
/// name alone proves nothing.
///
/// A contact that both have and that differs speaks against them with a part of its weight only, because people have
/// several; a tax number that differs with all of it.
record Similarity(BigDecimal score, List<Reason> reasons) {
    static final double LEAST_EVIDENCE = 0.6;
    private static final double PHONE = 0.35;
    private static final double EMAIL = 0.35;
    private static final double WECHAT = 0.35;
    private static final double ADDRESS = 0.2;
    private static final double DIFFERENT_CONTACT = 0.4;
    private static final double PERSON_NAME = 0.3;
    private static final double ORGANIZATION_NAME = 0.5;
    private static final double TAX_NUMBER = 0.5;
    private static final double PLACE = 0.1;
    private static final double SAME_PROVINCE = 0.5;
    /// What two persons of one name in one place have at most when nothing else is equal.
    static final BigDecimal NAME_AND_PLACE =
            BigDecimal.valueOf((PERSON_NAME + PLACE) / LEAST_EVIDENCE).setScale(4, RoundingMode.HALF_UP);

    /// The kinds of contact points, as bits.
    enum Contact {
        PHONE(1, "phone", Similarity.PHONE),
        EMAIL(2, "email", Similarity.EMAIL),
        WECHAT(4, "wechat", Similarity.WECHAT),
        ADDRESS(8, "address", Similarity.ADDRESS);

        private final int bit;
        private final String feature;
        private final double weight;

        Contact(int bit, String feature, double weight) {
            this.bit = bit;
            this.feature = feature;
            this.weight = weight;
        }

        int bit() {
            return bit;
        }
    }

    /// Compares.
    ///
    /// @param shared kinds of contact points of which both have an equal one
    /// @param both kinds of contact points that both have
    static Similarity of(MatchKeys a, MatchKeys b, int shared, int both) {
        Sum sum = new Sum();
        for (Contact contact : Contact.values()) {
            if ((shared & contact.bit) != 0) {
                sum.add(contact.feature, 1, contact.weight);
            } else if ((both & contact.bit) != 0) {
                sum.add(contact.feature, 0, contact.weight * DIFFERENT_CONTACT);
            }
        }
        if (a.name() != null && b.name() != null) {
            sum.add(
                    "name",
                    NameSimilarity.of(a, b),
                    a.organization() && b.organization() ? ORGANIZATION_NAME : PERSON_NAME);
        }
        if (a.taxNumber() != null && b.taxNumber() != null) {
            sum.add("taxNumber", a.taxNumber().equals(b.taxNumber()) ? 1 : 0, TAX_NUMBER);
        }
        @Nullable Double place = place(a, b);
        if (place != null) {
            sum.add("place", place, PLACE);
        }
        return new Similarity(
                BigDecimal.valueOf(sum.points / Math.max(sum.weights, LEAST_EVIDENCE))
                        .setScale(4, RoundingMode.HALF_UP),
                sum.reasons);
    }

    private static @Nullable Double place(MatchKeys a, MatchKeys b) {
        @Nullable Boolean sameProvince = same(a.province(), b.province());
        @Nullable Boolean sameCity = same(a.city(), b.city());
        if (Boolean.TRUE.equals(sameCity)) {
            return 1.0;
        }
        if (sameCity == null && sameProvince == null) {
            return null;
        }
        return Boolean.TRUE.equals(sameProvince) ? SAME_PROVINCE : 0.0;
    }

    /// Null when one of them has none.
    private static @Nullable Boolean same(@Nullable String one, @Nullable String other) {
        return (one == null || other == null) ? null : one.equals(other);
    }

    private static final class Sum {
        private final List<Reason> reasons = new ArrayList<>();
        private double points;
        private double weights;

        void add(String feature, double similarity, double weight) {
            points += similarity * weight;
            weights += weight;
            reasons.add(new Reason(
                    feature,
                    BigDecimal.valueOf(similarity).setScale(2, RoundingMode.HALF_UP),
                    BigDecimal.valueOf(weight).setScale(2, RoundingMode.HALF_UP)));
        }
    }
}
