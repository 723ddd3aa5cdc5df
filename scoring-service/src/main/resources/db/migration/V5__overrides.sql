-- Tiers that people gave; they stay when they have ended.
create table overrides (
  customer_id uuid not null,
  id uuid not null default uuidv7(),
  scheme text not null,
  tier text,
  floor text,
  ceiling text,
  reason text not null,
  author text not null,
  created_at timestamptz not null,
  -- From this business date on it no longer holds.
  expires_on date,
  ended_at timestamptz,
  ended_as text,
  constraint overrides_pk primary key (customer_id, id),
  constraint overrides_scheme foreign key (scheme) references schemes (key),
  constraint overrides_effect check (tier is null and num_nonnulls(floor, ceiling) > 0
    or tier is not null and num_nonnulls(floor, ceiling) = 0),
  constraint overrides_end check ((ended_at is null) = (ended_as is null)
    and ended_as in ('REVOKED', 'EXPIRED', 'TIER_GONE', 'CUSTOMER_GONE'))
);
create unique index overrides_id on overrides (id);
create unique index overrides_one_in_force on overrides (customer_id, scheme) where ended_at is null;
create index overrides_in_force on overrides (scheme, expires_on) where ended_at is null;
