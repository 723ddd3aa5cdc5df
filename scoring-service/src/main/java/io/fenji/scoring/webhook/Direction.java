package io.fenji.scoring.webhook;

/// Which way a customer went.
public enum Direction {
    /// From no tier to one.
    ENTERED,
    UP,
    DOWN,
    /// From a tier to none.
    LEFT
}
