-- Metrics that users define. Each change is a version; a version gets a slot of its own in customer_metrics.own and is in
-- force once the base was computed with it. The slot of a retired version is free when a computation of the whole base
-- has emptied it (cleared).
create table metric_definitions (
  key          text        not null,
  version      bigint      not null,
  document     jsonb       not null,
  slot         integer     not null,
  state        text        not null default 'PENDING',
  cleared      boolean     not null default false,
  operation_id uuid        not null,
  created_at   timestamptz not null default now(),
  in_force_at  timestamptz,
  retired_at   timestamptz,
  constraint metric_definitions_pk primary key (key, version),
  constraint metric_definitions_version_ck check (version > 0),
  constraint metric_definitions_slot_ck check (slot > 0),
  constraint metric_definitions_state_ck check (state in ('PENDING', 'IN_FORCE', 'RETIRED')),
  constraint metric_definitions_cleared_ck check (not cleared or state = 'RETIRED'),
  constraint metric_definitions_operation_fk foreign key (operation_id) references operations (id)
);
create unique index metric_definitions_slot_uq on metric_definitions (slot) where not cleared;
create unique index metric_definitions_in_force_uq on metric_definitions (key) where state = 'IN_FORCE';
create unique index metric_definitions_pending_uq on metric_definitions (key) where state = 'PENDING';

alter table customer_metrics add column own numeric[] not null default '{}';

-- What is in the slots, kept beside the date so that a vector and its reading come from one row: definitions is another
-- number after each change of it, never one that was rolled back; own_keys is by slot, null where it is free; own_daily tells what counts days.
create sequence metric_definitions_revision as bigint;
alter table metric_state add column definitions bigint not null default 0;
alter table metric_state add column own_keys text[] not null default '{}';
alter table metric_state add column own_daily boolean[] not null default '{}';
