-- The star: what customers are over time, what they bought by day and by category, which tier they were in from when to when.

alter table mart_feed drop constraint mart_feed_known;
alter table mart_feed add constraint mart_feed_known check (feed in ('metrics', 'tier-changes', 'facts'));
-- When it was last read to its end, and whether an answer since then said that there is more.
alter table mart_feed add column caught_up_at timestamptz;
-- Counts the pages that changed something: what was computed from the mart holds while it stands still.
alter table mart_feed add column position bigint not null default 0;
insert into mart_feed (feed) values ('facts');

-- Attributes from a business date up to, not with, another. The feed tells the latest only: what was known first holds from the
-- beginning of time.
create table mart_attributes (
    customer_id uuid not null,
    valid_from date not null,
    valid_until date,
    generation integer not null,
    kind text,
    country text,
    province text,
    city text,
    industry text,
    size text,
    channel text,
    account_manager text,
    risk_appetite text,
    registered_on date,
    custom jsonb not null,
    constraint mart_attributes_pk primary key (customer_id, valid_from),
    constraint mart_attributes_in_order check (valid_until > valid_from),
    constraint mart_attributes_custom_is_a_map check (jsonb_typeof(custom) = 'object')
);
create unique index mart_attributes_now on mart_attributes (customer_id) where valid_until is null;

-- What a customer ordered on a day by channel ('' where an order has none). Amounts are null while an exchange rate is missing.
create table mart_day (
    customer_id uuid not null,
    day date not null,
    channel text not null,
    generation integer not null,
    orders integer not null,
    gross numeric,
    returned numeric,
    discount numeric,
    cost numeric,
    constraint mart_day_pk primary key (customer_id, day, channel)
);

-- Order lines of a customer and day by product category ('' where a product has none).
create table mart_line (
    customer_id uuid not null,
    day date not null,
    category text not null,
    generation integer not null,
    quantity numeric not null,
    gross numeric,
    returned numeric,
    discount numeric,
    cost numeric,
    constraint mart_line_pk primary key (customer_id, day, category)
);

-- The business day a tier took effect, and the one at which the next took its place: on each day a customer has one row at most.
alter table mart_tier_change add column day date;
alter table mart_tier_change add column until_day date;
update mart_tier_change set day = coalesce(business_date, (changed_at at time zone 'Asia/Shanghai')::date);
update mart_tier_change c set until_day = n.until_day
from (select customer_id, scheme, version,
        min(day) over (partition by customer_id, scheme order by version rows between 1 following and unbounded following) as until_day
      from mart_tier_change) n
where n.customer_id = c.customer_id and n.scheme = c.scheme and n.version = c.version;
alter table mart_tier_change alter column day set not null;
create index mart_tier_change_by_day on mart_tier_change (scheme, day) include (from_tier, to_tier, until_day, customer_id);

-- Rebuilds that have begun: one taken on again after a crash goes on instead of beginning anew.
create table mart_rebuild (
    id uuid constraint mart_rebuild_pk primary key,
    begun_at timestamptz not null default now()
);
