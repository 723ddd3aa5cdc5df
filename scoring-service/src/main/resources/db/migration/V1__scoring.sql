create table schemes (
  key text primary key,
  created_at timestamptz not null default now()
);

create table scheme_versions (
  scheme text not null,
  version integer not null,
  state text not null default 'DRAFT',
  -- The document as its author sent it; jsonb would lose its order.
  document text not null,
  revision bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  activated_at timestamptz,
  retired_at timestamptz,
  constraint scheme_versions_pk primary key (scheme, version),
  constraint scheme_versions_scheme foreign key (scheme) references schemes (key),
  constraint scheme_versions_state check (state in ('DRAFT', 'ACTIVE', 'RETIRED')),
  constraint scheme_versions_version check (version > 0)
);
create unique index scheme_versions_one_active on scheme_versions (scheme) where state = 'ACTIVE';
create unique index scheme_versions_one_draft on scheme_versions (scheme) where state = 'DRAFT';

-- Canonical JSON bytes of the engine; never changed.
create table calibrations (
  id uuid primary key,
  scheme text not null,
  scheme_version integer not null,
  document bytea not null,
  data_hash text not null,
  business_date date,
  data_as_of timestamptz,
  created_at timestamptz not null default now(),
  constraint calibrations_version foreign key (scheme, scheme_version) references scheme_versions (scheme, version)
);
create index calibrations_newest on calibrations (scheme, created_at desc, id desc);

-- What the current tiers of a scheme come from. One row flips a whole run into view.
create table schemes_in_force (
  scheme text primary key,
  scheme_version integer not null,
  calibration_id uuid,
  run_id uuid,
  -- When everyone was last evaluated; null while only changed customers were.
  computed_at timestamptz,
  business_date date,
  data_as_of timestamptz,
  constraint schemes_in_force_version foreign key (scheme, scheme_version) references scheme_versions (scheme, version),
  constraint schemes_in_force_calibration foreign key (calibration_id) references calibrations (id)
);

-- The copy of customer-service's metric vectors.
create table metric_names (
  ordinal integer primary key,
  key text not null,
  constraint metric_names_key unique (key),
  constraint metric_names_ordinal check (ordinal > 0)
);

create table customer_metrics (
  customer_id uuid primary key,
  -- Element i is the metric of ordinal i in units of 0.0001; null, or beyond the end, is absent.
  values bigint[] not null,
  attributes jsonb not null,
  business_date date not null,
  data_as_of timestamptz not null,
  applied_at timestamptz not null,
  generation integer not null
);

create table customer_keys (
  source text not null,
  key text not null,
  customer_id uuid not null,
  constraint customer_keys_pk primary key (source, key)
);
create index customer_keys_customer on customer_keys (customer_id);

create table metric_copy (
  only_one boolean primary key default true,
  -- Rises when the feed starts over; rows of an older generation that do not come again are gone.
  generation integer not null default 0,
  resyncing boolean not null default false,
  business_date date,
  -- All changes in customer-service up to here are in the copy.
  caught_up_at timestamptz,
  constraint metric_copy_one_row check (only_one)
);
insert into metric_copy default values;

create table metric_catalogue (
  only_one boolean primary key default true,
  keys text[] not null,
  fetched_at timestamptz not null,
  constraint metric_catalogue_one_row check (only_one)
);

create table tiers (
  customer_id uuid not null,
  scheme text not null,
  tier text,
  -- Why there is no tier.
  outside text,
  -- The tier before rules: what hysteresis looks at next time.
  cut_tier text,
  score bigint,
  since timestamptz not null,
  run_id uuid,
  -- Number of changes so far.
  version integer not null,
  constraint tiers_pk primary key (customer_id, scheme),
  constraint tiers_tier_or_reason check ((tier is null) <> (outside is null))
) with (fillfactor = 90);
create index tiers_by_tier on tiers (scheme, tier, customer_id);

-- Every change of a tier, once: the history of a customer and, by sequence, the feed.
create table tier_history (
  customer_id uuid not null,
  scheme text not null,
  version integer not null,
  sequence bigint not null,
  valid_from timestamptz not null,
  previous text,
  tier text,
  score bigint,
  cause text not null,
  run_id uuid,
  scheme_version integer not null,
  calibration_id uuid,
  business_date date,
  data_as_of timestamptz,
  constraint tier_history_pk primary key (customer_id, scheme, version),
  constraint tier_history_sequence unique (sequence),
  constraint tier_history_change check (previous is distinct from tier),
  constraint tier_history_cause check (cause in ('RUN', 'METRICS', 'DELETED'))
);

-- Whoever changes tiers numbers the changes by this row and holds it until the commit, so numbers become visible in
-- their order and without gaps.
create table tier_change_counter (
  only_one boolean primary key default true,
  last bigint not null default 0,
  constraint tier_change_counter_one_row check (only_one)
);
insert into tier_change_counter default values;

create table tier_runs (
  id uuid primary key,
  scheme text not null,
  calibrate boolean not null,
  created_at timestamptz not null default now(),
  scheme_version integer,
  calibration_id uuid,
  business_date date,
  data_as_of timestamptz,
  caught_up boolean,
  customers bigint,
  in_population bigint,
  tiered bigint,
  changed bigint,
  tiers jsonb,
  constraint tier_runs_scheme foreign key (scheme) references schemes (key),
  constraint tier_runs_operation foreign key (id) references operations (id)
);
create index tier_runs_newest on tier_runs (created_at desc, id desc);
create index tier_runs_newest_of_scheme on tier_runs (scheme, created_at desc, id desc);
