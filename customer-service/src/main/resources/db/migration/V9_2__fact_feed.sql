-- The fact feed: its lines as they were published, each with its number. A customer is marked (pending) in the
-- transaction of a change; whoever reads the feed makes its lines anew and numbers those that differ. Without foreign
-- keys: a customer that is gone keeps its row, which is its tombstone.
create table fact_customers (
  customer_id uuid    not null,
  pending     boolean not null default true,
  line        text,
  feed_no     bigint,
  constraint fact_customers_pk primary key (customer_id),
  constraint fact_customers_line_ck check (line is not null or feed_no is null)
);
create index fact_customers_pending_idx on fact_customers (customer_id) where pending;
create index fact_customers_feed_idx on fact_customers (feed_no);

-- A row a customer and month in which there are, or were, completed orders.
create table fact_months (
  customer_id uuid   not null,
  month       date   not null,
  line        text   not null,
  feed_no     bigint not null,
  constraint fact_months_pk primary key (customer_id, month)
);
create index fact_months_feed_idx on fact_months (feed_no);

create sequence fact_feed_no as bigint;

insert into fact_customers (customer_id) select id from customers;
