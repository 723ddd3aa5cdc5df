-- What service-kit keeps in every service's database.

create table cursor_secret (
  only_one boolean primary key default true,
  secret bytea not null,
  constraint cursor_secret_one_row check (only_one)
);
insert into cursor_secret (secret)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table feed_epoch (
  only_one boolean primary key default true,
  epoch uuid not null,
  constraint feed_epoch_one_row check (only_one)
);
insert into feed_epoch (epoch) values (gen_random_uuid());

create table feed_followers (
  feed text primary key,
  cursor text,
  updated_at timestamptz not null default now()
);

create table idempotency_keys (
  scope text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  location text,
  body text,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (scope, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

create table operations (
  id uuid primary key,
  kind text not null,
  state text not null default 'PENDING',
  phase text,
  done bigint not null default 0,
  total bigint,
  request jsonb not null,
  result jsonb,
  problem jsonb,
  cancel_requested boolean not null default false,
  attempt integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint operations_state check (state in ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  constraint operations_finished check ((finished_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELLED')))
);
create index operations_unfinished on operations (created_at) where state in ('PENDING', 'RUNNING');
