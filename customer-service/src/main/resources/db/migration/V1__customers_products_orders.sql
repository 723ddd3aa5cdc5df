-- Customers, products and orders. Every key of a customer's rows begins with customer_id, so that the base can be
-- distributed by it; natural keys live in directory tables of their own, because a unique constraint on them could not.

create table customers (
  id              uuid        not null,
  kind            text        not null,
  name            text,
  country         text,
  province        text,
  city            text,
  industry        text,
  size            text,
  credit_rating   numeric,
  assets          numeric,
  assets_currency text,
  channel         text,
  registered_on   date,
  version         bigint      not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint customers_pk primary key (id),
  constraint customers_kind_ck check (kind in ('PERSON', 'ORGANIZATION')),
  constraint customers_assets_ck check ((assets is null) = (assets_currency is null)),
  constraint customers_credit_rating_ck check (credit_rating >= 0)
);

create table customer_keys (
  source      text not null,
  key         text not null,
  customer_id uuid not null,
  constraint customer_keys_pk primary key (source, key),
  constraint customer_keys_customer_fk foreign key (customer_id) references customers (id) on delete cascade
);
create index customer_keys_customer_idx on customer_keys (customer_id);

create table products (
  id         uuid        not null,
  source     text        not null,
  key        text        not null,
  name       text,
  category   text,
  unit_cost  numeric,
  unit_price numeric,
  currency   text,
  version    bigint      not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint products_pk primary key (id),
  constraint products_key_uq unique (source, key),
  constraint products_unit_cost_ck check (unit_cost >= 0),
  constraint products_unit_price_ck check (unit_price >= 0),
  constraint products_currency_ck check (currency is not null or (unit_cost is null and unit_price is null))
);

-- gross, returned, discount, cost and categories are sums over the order's lines, kept here so that metrics need one
-- pass over orders and none over lines.
create table orders (
  customer_id    uuid        not null,
  id             uuid        not null,
  source         text        not null,
  key            text        not null,
  ordered_at     timestamptz not null,
  status         text        not null,
  channel        text,
  currency       text        not null,
  returns_source text,
  returns_key    text,
  purchase       boolean     not null,
  gross          numeric     not null,
  returned       numeric     not null,
  discount       numeric     not null,
  cost           numeric,
  categories     text[]      not null default '{}',
  content_hash   bigint      not null,
  version        bigint      not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  constraint orders_pk primary key (customer_id, id),
  constraint orders_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint orders_status_ck check (status in ('PENDING', 'COMPLETED', 'CANCELLED')),
  constraint orders_gross_ck check (gross >= 0),
  constraint orders_returned_ck check (returned >= 0),
  constraint orders_returns_ck check ((returns_source is null) = (returns_key is null))
);
-- What the metric refresh reads, in the order it reads it: an index-only scan once the table is vacuumed.
create index orders_metrics_idx on orders (customer_id, ordered_at)
  include (purchase, gross, returned, discount, cost) where status = 'COMPLETED';

-- No foreign keys here and on the lines: both are written and deleted only together with their order, and a check per row
-- would double the time of an import.
create table order_keys (
  source      text not null,
  key         text not null,
  customer_id uuid not null,
  order_id    uuid not null,
  constraint order_keys_pk primary key (source, key),
  constraint order_keys_order_uq unique (order_id)
);

create table order_lines (
  customer_id uuid    not null,
  order_id    uuid    not null,
  line_no     bigint  not null,
  product_id  uuid    not null,
  quantity    numeric not null,
  unit_price  numeric not null,
  discount    numeric not null,
  amount      numeric not null,
  unit_cost   numeric,
  constraint order_lines_pk primary key (customer_id, order_id, line_no),
  constraint order_lines_line_no_ck check (line_no > 0),
  constraint order_lines_quantity_ck check (quantity <> 0),
  constraint order_lines_unit_price_ck check (unit_price >= 0)
);
-- For a product whose category or cost changes: its orders.
create index order_lines_product_idx on order_lines (product_id);
