-- History has two clocks. A row says that the customer was in the tier from valid_from on; a correction says it of a time that
-- has passed, up to valid_until. Nothing that was recorded is changed: of the rows that hold at a moment, the one recorded
-- last counts.
alter table tier_history
  add column valid_until timestamptz,
  -- Why there was no tier.
  add column outside text,
  -- The stay that went with it: where a later evaluation of that time begins.
  add column held_tier text,
  add column held_since date,
  drop constraint tier_history_cause,
  drop constraint tier_history_pk;
alter table tier_history
  add constraint tier_history_cause
    check (cause in ('RUN', 'METRICS', 'DELETED', 'REVIEW', 'OVERRIDE', 'OTHER_SCHEME', 'CORRECTION')),
  add constraint tier_history_until check (valid_until > valid_from),
  add constraint tier_history_correction check (cause <> 'CORRECTION' or valid_until is not null),
  -- What held at a moment is found in the index alone.
  add constraint tier_history_pk primary key (customer_id, scheme, version) include (sequence, valid_from, valid_until);
update tier_history set outside = 'deleted' where cause = 'DELETED';

-- When changes were recorded: those up to a number and after the one of the row before, all of one transaction.
create table tier_recordings (
  last_sequence bigint primary key,
  recorded_at timestamptz not null
);
insert into tier_recordings (last_sequence, recorded_at)
select max(sequence), recorded_at
from (select sequence, max(valid_from) over (order by sequence) as recorded_at from tier_history) numbered
group by recorded_at;
create unique index tier_recordings_by_time on tier_recordings (recorded_at) include (last_sequence);

-- Runs say from when on their version and calibration were what tiers came from.
alter table tier_runs add column recorded_at timestamptz;
update tier_runs r set recorded_at = o.finished_at from operations o where o.id = r.id and r.changed is not null;
create index tier_runs_recorded on tier_runs (scheme, recorded_at) where recorded_at is not null;

-- The time is taken at the very end of the transaction, by the one clock that all instances share, and under a lock that is
-- held until the change is visible. Whoever asks what was known at a moment takes the lock shared before: everything that
-- was recorded up to then is visible, and nothing can be recorded as of then any more.
create function record_tier_changes() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(112585830198017);
  insert into tier_recordings (last_sequence, recorded_at)
  select (select last from tier_change_counter),
    greatest(clock_timestamp(), (select max(recorded_at) from tier_recordings) + interval '1 microsecond')
  on conflict do nothing;
  return null;
end $$;
create constraint trigger tier_changes_recorded after update on tier_change_counter
  deferrable initially deferred for each row execute function record_tier_changes();

create function record_tier_run() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(112585830198017);
  update tier_runs set recorded_at = clock_timestamp() where id = new.run_id and recorded_at is null;
  return null;
end $$;
create constraint trigger tier_run_recorded after insert or update on schemes_in_force
  deferrable initially deferred for each row when (new.run_id is not null) execute function record_tier_run();

-- A tier that somebody gave for a time that had begun already.
alter table overrides add column effective_from date;

-- Customers whose vector has changed: what was known of the day before, so that it can be compared with what is known of it
-- later. Where it differs, a fact of that day or of an earlier one came late.
create table late_checks (
  customer_id uuid not null,
  as_of date not null,
  -- Eight bytes a metric, with the date that days are counted to.
  values bytea not null,
  values_date date not null,
  pending boolean not null default true,
  -- Counts the vectors that have come since.
  changes integer not null default 0,
  lease_until timestamptz,
  constraint late_checks_pk primary key (customer_id, as_of)
);
create index late_checks_pending on late_checks (as_of, customer_id) where pending;

-- What lists are filtered by. The first changes only with the tier, the second only with attributes: updates that change
-- neither stay within their page.
create index tiers_by_since on tiers (scheme, since);
create index customer_metrics_attributes on customer_metrics using gin (attributes jsonb_path_ops);
