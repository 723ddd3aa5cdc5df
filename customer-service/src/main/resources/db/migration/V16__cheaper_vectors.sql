-- The same numbers with fewer operations: a quotient cut off after five places is rounded half up as the whole of it is.
create or replace function half_up_ratio(a numeric, b numeric) returns numeric
  language sql immutable parallel safe
  return case when b > 0 then trim_scale(round(div(a * 100000, b) * 0.00001, 4)) end;

-- Whether any product has a category: without one no order has.
create index products_categorized_idx on products (id) where category is not null;

-- Vectors are computed from customers that their writer has locked, or with the base locked against everybody who could
-- take customers away; to look each customer up again cost a third of the time of storing its vector. What is left of the
-- foreign key is that vectors go with their customers.
alter table customer_metrics drop constraint customer_metrics_customer_fk;

create function forget_customer_metrics() returns trigger language plpgsql as $$
begin
  delete from customer_metrics m using gone where m.customer_id = gone.id;
  return null;
end
$$;
create trigger customers_forget_metrics after delete on customers
  referencing old table as gone for each statement execute function forget_customer_metrics();
