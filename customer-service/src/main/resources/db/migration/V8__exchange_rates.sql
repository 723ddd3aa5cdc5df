-- 1 unit of currency = rate units of the base currency, from the date on until a later one. For an order the rate of its
-- own business date counts, for assets that of the base's.
create table exchange_rates (
  id           uuid        not null,
  currency     text        not null,
  effective_on date        not null,
  rate         numeric     not null,
  version      bigint      not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint exchange_rates_pk primary key (currency, effective_on),
  constraint exchange_rates_id_uq unique (id),
  constraint exchange_rates_rate_ck check (rate > 0)
);

-- gross, returned, discount and cost are what metrics read: in the base currency, absent where there is no rate. An order in
-- another currency has its own amounts beside them.
alter table orders alter column gross drop not null;
alter table orders alter column returned drop not null;
alter table orders alter column discount drop not null;
alter table orders add column own_gross numeric;
alter table orders add column own_returned numeric;
alter table orders add column own_discount numeric;
alter table orders add column own_cost numeric;
alter table orders add column rate numeric;
alter table orders add constraint orders_own_ck check (
  case when own_gross is null
       then own_returned is null and own_discount is null and own_cost is null and rate is null and gross is not null
         and returned is not null and discount is not null
       else own_returned is not null and own_discount is not null and (rate is null) = (gross is null)
         and (rate is null) = (returned is null) and (rate is null) = (discount is null) end);
-- For a rate that comes, goes or is corrected: its orders.
create index orders_rate_idx on orders (currency, ordered_at) where own_gross is not null;
