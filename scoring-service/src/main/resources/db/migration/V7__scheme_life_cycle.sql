alter table tier_history drop constraint tier_history_cause;
alter table tier_history add constraint tier_history_cause
  check (cause in ('RUN', 'METRICS', 'DELETED', 'REVIEW', 'OVERRIDE', 'OTHER_SCHEME'));

-- What the activation does with the tiers that customers have when the version takes effect; null in force for nothing.
alter table scheme_versions add column existing_tiers text, add column keep_until date,
  add constraint scheme_versions_existing_tiers
    check (existing_tiers in ('APPLY_NOW', 'AT_NEXT_REVIEW', 'UPGRADES_ONLY', 'PROTECT_UNTIL'));
update scheme_versions set existing_tiers = 'APPLY_NOW' where state <> 'DRAFT';
alter table schemes_in_force add column existing_tiers text, add column keep_until date,
  add constraint schemes_in_force_existing_tiers
    check (existing_tiers in ('AT_NEXT_REVIEW', 'UPGRADES_ONLY', 'PROTECT_UNTIL'));
-- The tier that the customer had then, as long as it is kept.
alter table tiers add column kept_tier text;
