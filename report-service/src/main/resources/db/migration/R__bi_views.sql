-- What spreadsheets and BI tools may read: documented in docs/bi.md. Columns are added, never renamed.
create schema if not exists bi;

create or replace view bi.customers as
select c.customer_id, c.keys -> 0 ->> 'source' as source, c.keys -> 0 ->> 'key' as key, a.kind, a.country, a.province, a.city,
    a.industry, a.size, a.channel, a.account_manager, a.risk_appetite, a.registered_on, a.custom::text as custom,
    c.spend_365d, c.spend_lifetime, c.gross_spend_lifetime, (c.metrics ->> 'profit.lifetime')::numeric as profit_lifetime,
    c.orders_365d, c.orders_lifetime, c.recency_days + (f.business_date - c.business_date) as recency_days,
    c.tenure_days + (f.business_date - c.business_date) as tenure_days, f.business_date, c.computed_at
from public.mart_customer c
join public.mart_feed f on f.feed = 'metrics'
left join public.mart_attributes a on a.customer_id = c.customer_id and a.valid_until is null;
comment on view bi.customers is 'A row a customer: attributes and figures as they are now';

create or replace view bi.customer_keys as
select c.customer_id, k ->> 'source' as source, k ->> 'key' as key
from public.mart_customer c, jsonb_array_elements(c.keys) k;
comment on view bi.customer_keys is 'Keys of customers in the systems they come from';

create or replace view bi.metrics as
select c.customer_id, m.key as metric, m.value::numeric as value, c.business_date
from public.mart_customer c, jsonb_each_text(c.metrics) m;
comment on view bi.metrics is 'A row a customer and metric; a metric that cannot be computed has none';

create or replace view bi.customer_attributes as
select customer_id, nullif(valid_from, '-infinity') as valid_from, valid_until, kind, country, province, city, industry, size,
    channel, account_manager, risk_appetite, registered_on, custom::text as custom
from public.mart_attributes;
comment on view bi.customer_attributes is 'Attributes over time: in force on days from valid_from up to, not with, valid_until';

create or replace view bi.daily_sales as
select customer_id, day, nullif(channel, '') as channel, orders, gross, returned, gross - returned as spend, discount, cost,
    gross - returned - cost as profit
from public.mart_day;
comment on view bi.daily_sales is 'A row a customer, day and order channel, in the base currency';

create or replace view bi.category_sales as
select customer_id, day, nullif(category, '') as category, quantity, gross, returned, gross - returned as spend, discount, cost,
    gross - returned - cost as profit
from public.mart_line;
comment on view bi.category_sales is 'A row a customer, day and product category, in the base currency';

create or replace view bi.tiers as
select customer_id, scheme, tier, score, scheme_version, business_date, changed_at
from public.mart_tier where tier is not null;
comment on view bi.tiers is 'A row a customer and scheme: the tier in force';

create or replace view bi.tier_history as
select customer_id, scheme, version, from_tier, to_tier, day as valid_from, until_day as valid_until, score, scheme_version, changed_at
from public.mart_tier_change;
comment on view bi.tier_history is 'Every change of a tier; to_tier is in force on days from valid_from up to, not with, valid_until';

create or replace view bi.tier_names as
select s.scheme, s.version as scheme_version, t.rank::int as rank, t.tier ->> 'key' as tier, t.tier -> 'name' ->> 'zh-CN' as name_zh,
    t.tier -> 'name' ->> 'en' as name_en
from public.mart_scheme s, jsonb_array_elements(s.document -> 'tiers') with ordinality as t (tier, rank);
comment on view bi.tier_names is 'Tiers of each scheme that was reported on, the best first';

create or replace view bi.freshness as
select feed, business_date, data_as_of, caught_up_at, copying from public.mart_feed;
comment on view bi.freshness is 'How fresh each feed''s copy is';

-- The role is made where the service may make roles; elsewhere the platform makes and grants it (docs/bi.md).
do $$
begin
    if not exists (select from pg_roles where rolname = 'fenji_bi') then
        begin
            create role fenji_bi nologin;
        exception when insufficient_privilege or duplicate_object or unique_violation then
            raise notice 'The role fenji_bi is for the platform to make';
        end;
    end if;
    if exists (select from pg_roles where rolname = 'fenji_bi') then
        grant usage on schema bi to fenji_bi;
        grant select on all tables in schema bi to fenji_bi;
    end if;
end $$;
