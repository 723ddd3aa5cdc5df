-- One row a customer. The values stand in the catalogue's order, absent ones are null; numeric, because sums of money
-- must be exact and a scaled bigint could overflow on a legal file. Only rows that really change are written.
--
-- feed_no null means: changed, not numbered yet. Numbers are given under one advisory lock (see MetricFeed), so a number
-- that becomes visible is higher than every number visible before.

create table customer_metrics (
  customer_id      uuid        not null,
  vector           numeric[]   not null,
  customer_version bigint      not null,
  business_date    date        not null,
  computed_at      timestamptz not null,
  feed_no          bigint,
  constraint customer_metrics_pk primary key (customer_id),
  constraint customer_metrics_customer_fk foreign key (customer_id) references customers (id) on delete cascade
);
create index customer_metrics_feed_idx on customer_metrics (feed_no);
create index customer_metrics_pending_idx on customer_metrics (customer_id) where feed_no is null;

create sequence metric_feed_no as bigint;

-- a / b rounded half up to four places, exactly: numeric division may round once more before.
create function half_up_ratio(a numeric, b numeric) returns numeric
  language sql immutable parallel safe
  return case when b > 0 then trim_scale(sign(a) * div(abs(a) * 20000 + b, 2 * b) * 0.0001) end;

-- The date the whole base stands at, and the day on which the schedule last moved it; a single row.
create table metric_state (
  only_row      boolean     not null default true,
  business_date date        not null,
  rolled_on     date        not null,
  refreshed_at  timestamptz not null default now(),
  constraint metric_state_pk primary key (only_row),
  constraint metric_state_only_row_ck check (only_row)
);
