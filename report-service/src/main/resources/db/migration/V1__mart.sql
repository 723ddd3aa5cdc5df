-- The mart: a copy of what the two feeds tell, in the shape that reports ask for.

-- The copy of each feed; where it has been read to stands in feed_followers, written in the same transaction.
create table mart_feed (
    feed text constraint mart_feed_pk primary key,
    -- Counts the copies of the feed: after a change of epoch the new copy is written over the old one, and what it did not mention goes.
    generation integer not null default 1,
    copying boolean not null default true,
    business_date date,
    data_as_of timestamptz,
    constraint mart_feed_known check (feed in ('metrics', 'tier-changes'))
);
insert into mart_feed (feed) values ('metrics'), ('tier-changes');

create table mart_customer (
    customer_id uuid constraint mart_customer_pk primary key,
    generation integer not null,
    keys jsonb not null,
    kind text,
    country text,
    province text,
    city text,
    industry text,
    size text,
    channel text,
    registered_on date,
    metrics jsonb not null,
    -- The metrics every report reads, ready to sum; any other one is read from the document.
    spend_365d numeric generated always as ((metrics ->> 'spend.365d')::numeric) stored,
    spend_lifetime numeric generated always as ((metrics ->> 'spend.lifetime')::numeric) stored,
    gross_spend_lifetime numeric generated always as ((metrics ->> 'grossSpend.lifetime')::numeric) stored,
    orders_365d numeric generated always as ((metrics ->> 'orders.365d')::numeric) stored,
    orders_lifetime numeric generated always as ((metrics ->> 'orders.lifetime')::numeric) stored,
    recency_days numeric generated always as ((metrics ->> 'recencyDays')::numeric) stored,
    tenure_days numeric generated always as ((metrics ->> 'tenureDays')::numeric) stored,
    business_date date not null,
    computed_at timestamptz not null,
    constraint mart_customer_keys_are_a_list check (jsonb_typeof(keys) = 'array'),
    constraint mart_customer_metrics_are_a_map check (jsonb_typeof(metrics) = 'object')
);

-- Every change of a tier, as published. from_tier null: the first tier; to_tier null: left the population.
create table mart_tier_change (
    customer_id uuid not null,
    scheme text not null,
    version bigint not null,
    generation integer not null,
    scheme_version integer,
    from_tier text,
    to_tier text,
    score numeric,
    business_date date,
    run_id uuid,
    changed_at timestamptz not null,
    constraint mart_tier_change_pk primary key (customer_id, scheme, version)
);
create index mart_tier_change_by_scheme on mart_tier_change (scheme, changed_at);

-- The newest change of each customer and scheme.
create table mart_tier (
    customer_id uuid not null,
    scheme text not null,
    version bigint not null,
    generation integer not null,
    scheme_version integer,
    tier text,
    score numeric,
    business_date date,
    run_id uuid,
    changed_at timestamptz not null,
    constraint mart_tier_pk primary key (customer_id, scheme)
);
create index mart_tier_by_scheme on mart_tier (scheme, tier);

-- What scoring-service last told about a scheme, so that reports go on while it is away.
create table mart_scheme (
    scheme text constraint mart_scheme_pk primary key,
    version integer not null,
    document jsonb not null,
    runs jsonb not null,
    calibration jsonb,
    read_at timestamptz not null
);
