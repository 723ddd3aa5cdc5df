-- A customer's returns that name an order, for its purchase days.
create index orders_named_returns_idx on orders (customer_id) where returns_key is not null;

-- The purchase days of one customer before a moment, as the service sums them up for many (its class PurchaseDays): a statement
-- that computes a customer has not to be made ready for what few customers need. Tests hold the two together.
create function purchase_days(customer uuid, zone text, until timestamptz,
  out purchase_days bigint, out first_day date, out last_day date, out repeat_spend numeric)
  language plpgsql stable parallel safe as $$
#variable_conflict use_column
begin
  select count(*) filter (where bought),
  min(day) filter (where bought),
  max(day) filter (where bought),
  coalesce(sum(spend) filter (where bought)
           - (array_agg(spend order by day) filter (where bought))[1], 0)
  into purchase_days, first_day, last_day, repeat_spend
  from (
    with named as (
      select r.ordered_at as returned_at, r.returned, r.own_returned, o.id, o.ordered_at, o.rate,
             o.rate is not null and r.currency = o.currency as alike
      from orders r
      join order_keys k on k.source = r.returns_source and k.key = r.returns_key
        and k.customer_id = r.customer_id
      join orders o on o.customer_id = k.customer_id and o.id = k.order_id and o.status = 'COMPLETED'
        and o.ordered_at < until
      where r.customer_id = customer and r.returns_key is not null and r.status = 'COMPLETED'
        and r.ordered_at < until)
    select day, coalesce(sum(spend), 0) as spend, bool_or(rateless) as rateless,
           coalesce(sum(spend), 0) > 0 or bool_or(unknown) as bought
    from (
      select (o.ordered_at at time zone zone)::date as day, o.gross - o.returned as spend,
             o.gross is null as rateless, o.gross is null and o.purchase as unknown
      from orders o
      where o.status = 'COMPLETED' and o.customer_id = customer and o.ordered_at < until
      union all
      select (returned_at at time zone zone)::date, returned, false, false from named
      union all
      select (ordered_at at time zone zone)::date,
             -coalesce(sum(returned) filter (where not alike), 0)
               - coalesce(round(sum(own_returned) filter (where alike) * rate, 4), 0), false, false
      from named group by id, ordered_at, rate) o
    group by day) d;
end
$$;
