package io.fenji.scoring.history;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.tier.ChangeNumbers;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records corrections, after all that has been recorded before; what is in force now stays as it is. Runs in the
/// caller's
/// transaction, under the [io.fenji.scoring.tier.TierLock].
public final class Corrections {
    /// How corrections come about.
    public enum Cause {
        /// A tier that somebody gave for a time that had begun.
        OVERRIDE,
        /// An evaluation of the past by what is known now.
        CORRECTION
    }

    private Corrections() {}

    /// Records a customer's corrections in one scheme. One whom the scheme has never evaluated has no
    /// history that could be corrected: nothing is recorded.
    ///
    /// @return how many were recorded
    public static int write(Connection connection, UUID customerId, List<Correction> corrections, Cause cause) {
        if (corrections.isEmpty()) {
            return 0;
        }
        String scheme = corrections.getFirst().outcome().version().scheme();
        Optional<Long> last = Sql.first(
                connection,
                "update tiers set version = version + ? where customer_id = ? and scheme = ? returning version",
                row -> row.getLong(1),
                corrections.size(),
                customerId,
                scheme);
        if (last.isEmpty()) {
            return 0;
        }
        long number = last.get() - corrections.size();
        long sequence = ChangeNumbers.take(connection, corrections.size());
        try (CopyIn copy = CopyIn.open(connection, """
                copy tier_history (customer_id, scheme, version, sequence, valid_from, valid_until, previous, tier, outside,
                  score, held_tier, held_since, cause, scheme_version, calibration_id, business_date, data_as_of)
                from stdin""")) {
            for (Correction correction : corrections) {
                number++;
                sequence++;
                Outcome outcome = correction.outcome();
                @Nullable Long score = outcome.score();
                copy.id(customerId)
                        .text(scheme)
                        .number(number)
                        .number(sequence)
                        .plain(correction.from())
                        .plain(correction.until())
                        .text(correction.previous())
                        .text(outcome.tier())
                        .text(outcome.outside())
                        .plain(score)
                        .text(outcome.heldTier())
                        .plain(outcome.heldSince())
                        .text(cause.name())
                        .number(outcome.version().version())
                        .id(outcome.calibrationId())
                        .plain(outcome.businessDate())
                        .plain(outcome.dataAsOf())
                        .endRow();
            }
            copy.finish();
        }
        return corrections.size();
    }
}
