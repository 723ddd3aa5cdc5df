-- Sets of saved segments. What counts is what everyone was last sorted by; a newer document waits for its operation.
create table segment_sets (
  key text primary key,
  -- As its author sent it; jsonb would lose its order.
  document text not null,
  revision bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  operation_id uuid not null,
  -- Another one each time that something else counts.
  in_force_id uuid,
  in_force_revision bigint,
  in_force_document text,
  -- Schemes whose tiers its conditions look at.
  looks_at text[] not null default '{}',
  calibration text,
  calibrated_on date,
  -- Customers in the base then.
  calibrated_from bigint not null default 0,
  evaluated_at timestamptz,
  constraint segment_sets_in_force check (
    num_nulls(in_force_id, in_force_revision, in_force_document, calibration, evaluated_at) in (0, 5))
);

create table segments (
  -- Never used again: what a customer is stored to be in may be of a segment that is gone.
  id integer generated always as identity primary key,
  segment_set text not null,
  key text not null,
  -- In the document in force; null while it is only in one that waits.
  position integer,
  customers bigint not null default 0,
  -- Of these customers, in units of 0.0001.
  spend numeric not null default 0,
  constraint segments_key unique (key),
  constraint segments_set foreign key (segment_set) references segment_sets (key) on delete cascade
);

-- What each customer is counted as: the counts above are changed by the difference to it.
create table customer_segments (
  customer_id uuid primary key,
  segments integer[] not null,
  spend bigint not null,
  constraint customer_segments_any check (segments <> '{}')
) with (fillfactor = 90);

-- The same the other way round, for lists.
create table segment_members (
  segment integer not null,
  customer_id uuid not null,
  since date not null,
  constraint segment_members_pk primary key (segment, customer_id)
);

create table warning_rules (
  only_one boolean primary key default true,
  -- Null for those that come with the service.
  document text,
  revision bigint not null default 1,
  updated_at timestamptz,
  operation_id uuid,
  -- As of segment sets; null before everyone was first looked at.
  in_force_id uuid,
  in_force_revision bigint,
  in_force_document text,
  calibration text,
  calibrated_on date,
  calibrated_from bigint not null default 0,
  evaluated_at timestamptz,
  constraint warning_rules_one_row check (only_one),
  constraint warning_rules_in_force check (
    num_nulls(in_force_id, in_force_revision, in_force_document, calibration, evaluated_at) in (0, 5))
);
insert into warning_rules default values;

create table warnings (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  scheme text,
  severity text not null,
  -- JSON of the numbers as they are, or were last.
  facts text not null,
  first_seen date not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  resolved_on date,
  resolved_at timestamptz,
  resolution text,
  constraint warnings_pk primary key (customer_id, id),
  constraint warnings_severity check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  constraint warnings_end check (num_nulls(resolved_on, resolved_at, resolution) in (0, 3)),
  constraint warnings_resolution check (resolution in ('CAUSE_GONE', 'CUSTOMER_GONE'))
) with (fillfactor = 80);
create unique index warnings_id on warnings (id);
create unique index warnings_one_open on warnings (customer_id, kind, coalesce(scheme, '')) where resolved_at is null;
create index warnings_open on warnings (id) where resolved_at is null;
create index warnings_open_by_kind on warnings (kind, id) where resolved_at is null;

-- Every opening, change of severity and resolving, once: the feed.
create table warning_changes (
  customer_id uuid not null,
  sequence bigint not null,
  warning_id uuid not null,
  change text not null,
  kind text not null,
  scheme text,
  severity text not null,
  resolution text,
  at timestamptz not null,
  business_date date not null,
  constraint warning_changes_pk primary key (customer_id, sequence),
  constraint warning_changes_sequence unique (sequence),
  constraint warning_changes_change check (change in ('OPENED', 'CHANGED', 'RESOLVED'))
);

-- As tier_change_counter: held until the commit, so numbers become visible in their order and without gaps.
create table warning_change_counter (
  only_one boolean primary key default true,
  last bigint not null default 0,
  constraint warning_change_counter_one_row check (only_one)
);
insert into warning_change_counter default values;
