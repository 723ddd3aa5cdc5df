-- Value models and clusters, estimated from the whole base; written once, never changed. The latest is in force.
create table value_calibrations (
  id uuid primary key default uuidv7(),
  -- the last day of the histories
  as_of date not null,
  request jsonb not null,
  document bytea not null,
  clusters bytea not null,
  data_hash text not null,
  created_at timestamptz not null,
  operation_id uuid not null,
  constraint value_calibrations_operation unique (operation_id)
);
create index value_calibrations_newest on value_calibrations (created_at desc, id desc);

-- Evaluations read what the models give: see V12.
create trigger raises_base_revision after insert or update or delete on value_calibrations
  for each statement execute function raise_base_revision();

-- The last look at whether orders since a calibration are as it expected.
create table value_drift (
  calibration_id uuid primary key references value_calibrations,
  checked_on date not null,
  checked_at timestamptz not null,
  days integer not null,
  customers bigint not null,
  expected numeric not null,
  actual bigint not null,
  tolerance numeric not null,
  drifted boolean not null
);
