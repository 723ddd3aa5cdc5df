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

-- Who wrote the draft, as far as they have said so, and how far it has come with its approval; null for not submitted.
alter table scheme_versions add column authors text[] not null default '{}', add column approval text,
  add column submitted_by text, add column submitted_at timestamptz, add column decided_by text,
  add column decided_at timestamptz, add column decision_comment text,
  add constraint scheme_versions_approval check (approval in ('SUBMITTED', 'APPROVED', 'REJECTED')),
  add constraint scheme_versions_submitted check ((approval is null) = (submitted_by is null)
    and (approval is null) = (submitted_at is null)),
  add constraint scheme_versions_decided check ((decided_by is null) = (decided_at is null)
    and (approval is not null and approval <> 'SUBMITTED') = (decided_by is not null));
