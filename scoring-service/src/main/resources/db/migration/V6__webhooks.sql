create table webhooks (
  id uuid primary key default uuidv7(),
  url text not null,
  description text,
  -- What is sent; null sends everything.
  schemes text[],
  from_tiers text[],
  to_tiers text[],
  directions text[],
  state text not null default 'ENABLED',
  disabled_reason text,
  disabled_at timestamptz,
  revision bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- All tier changes up to here have a delivery where the filter wants one.
  position bigint not null,
  -- The receiver asked to be left alone until then.
  not_before timestamptz,
  -- Who delivers now, and until when others must not.
  lease_owner uuid,
  lease_until timestamptz,
  last_served timestamptz,
  constraint webhooks_state check (state in ('ENABLED', 'DISABLED')),
  constraint webhooks_reason check ((state = 'DISABLED') = (disabled_reason is not null and disabled_at is not null)),
  constraint webhooks_reason_known check (disabled_reason in ('GONE', 'FAILING', 'REQUESTED')),
  constraint webhooks_position check (position >= 0)
);

-- Sealed; the newest is the one in use, the others sign too until they expire.
create table webhook_secrets (
  id uuid primary key default uuidv7(),
  webhook_id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  constraint webhook_secrets_webhook foreign key (webhook_id) references webhooks (id) on delete cascade
);
create unique index webhook_secrets_one_current on webhook_secrets (webhook_id) where expires_at is null;
create index webhook_secrets_webhook on webhook_secrets (webhook_id);

-- One row an event and webhook: outbox while it is pending, log afterwards. A test has neither event nor customer.
create table webhook_deliveries (
  id uuid primary key default uuidv7(),
  webhook_id uuid not null,
  -- What the header webhook-id says, the same at each attempt.
  message_id text not null,
  sequence bigint,
  customer_id uuid,
  state text not null default 'PENDING',
  -- Since it became pending last.
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  -- The last attempts, oldest first.
  log jsonb not null default '[]',
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint webhook_deliveries_webhook foreign key (webhook_id) references webhooks (id) on delete cascade,
  constraint webhook_deliveries_once unique (webhook_id, sequence),
  constraint webhook_deliveries_event check ((sequence is null) = (customer_id is null)),
  constraint webhook_deliveries_state check (state in ('PENDING', 'SUCCEEDED', 'FAILED')),
  constraint webhook_deliveries_next check ((state = 'PENDING') = (next_attempt_at is not null)),
  constraint webhook_deliveries_end check ((state = 'PENDING') = (finished_at is null))
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at) where state = 'PENDING';
-- The first of a customer's goes before the others.
create index webhook_deliveries_queue on webhook_deliveries (webhook_id, customer_id, sequence) where state = 'PENDING';
create index webhook_deliveries_newest on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_by_state on webhook_deliveries (webhook_id, state, id desc);
create index webhook_deliveries_ended on webhook_deliveries (finished_at) where state <> 'PENDING';
-- Whether anything has got through lately.
create index webhook_deliveries_succeeded on webhook_deliveries (webhook_id, finished_at)
  where state = 'SUCCEEDED' and sequence is not null;
-- What an erasure looks for.
create index webhook_deliveries_customer on webhook_deliveries (customer_id);

-- Rows lie in the order of their times, nearly: enough to find where a replay begins.
create index tier_history_by_time on tier_history using brin (valid_from);
