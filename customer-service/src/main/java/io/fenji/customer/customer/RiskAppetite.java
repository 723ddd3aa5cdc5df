package io.fenji.customer.customer;

/// How much risk an investor takes, from least to most: C1 保守型, C2 稳健型, C3 平衡型, C4 成长型, C5 进取型.
public enum RiskAppetite {
    CONSERVATIVE,
    STEADY,
    BALANCED,
    GROWTH,
    AGGRESSIVE
}
