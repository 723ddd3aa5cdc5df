-- Which version was active when this one was activated: what taking the activation back goes back to.
alter table scheme_versions add column active_before integer,
  add constraint scheme_versions_active_before foreign key (scheme, active_before)
    references scheme_versions (scheme, version);
update scheme_versions v set active_before = (
  select b.version from scheme_versions b
  where b.scheme = v.scheme and b.activated_at < v.activated_at order by b.activated_at desc limit 1)
where v.activated_at is not null;

-- The operation of a calibration on its own: begun again after its commit it finds what it has made.
alter table calibrations add column operation_id uuid,
  add constraint calibrations_operation unique (operation_id);

-- What a run did with existing tiers, and whether it was the last one of a scheme that had ended: an evaluation of the past
-- leaves alone what was kept, and the time in which nothing was in force.
alter table tier_runs add column existing_tiers text, add column keep_until date, add column ended_at timestamptz,
  add constraint tier_runs_existing_tiers check (existing_tiers in ('AT_NEXT_REVIEW', 'UPGRADES_ONLY', 'PROTECT_UNTIL'));
update tier_runs r set existing_tiers = v.existing_tiers, keep_until = v.keep_until
from scheme_versions v
where v.scheme = r.scheme and v.version = r.scheme_version and v.existing_tiers <> 'APPLY_NOW' and r.changed is not null;
update tier_runs r set ended_at = coalesce(o.finished_at, now())
from operations o where o.id = r.id and r.changed is not null and r.recorded_at is null;

-- Checks that the change of day brought come after those that facts brought. One that fails is put off.
alter table late_checks add column day_change boolean not null default false,
  add column attempts integer not null default 0;
drop index late_checks_pending;
create index late_checks_pending on late_checks (day_change, as_of, customer_id) where pending;
