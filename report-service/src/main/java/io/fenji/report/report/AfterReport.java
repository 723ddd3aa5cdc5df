package io.fenji.report.report;

import java.sql.Connection;
import java.util.UUID;

/// Hears of each report of a definition, in the transaction in which it appears.
public interface AfterReport {
    void made(Connection connection, UUID report, UUID definition, boolean scheduled);
}
