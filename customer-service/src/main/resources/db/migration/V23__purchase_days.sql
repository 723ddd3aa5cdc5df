-- A customer's returns that name an order, for its purchase days.
create index orders_named_returns_idx on orders (customer_id) where returns_key is not null;
