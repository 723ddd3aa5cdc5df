-- Returns by the order they name, and orders without a rate, are found without looking at all orders. Both are small where a
-- file has no returns that name an order and every currency has its rate.
create index orders_returns_idx on orders (returns_source, returns_key) where returns_key is not null;
create index orders_rateless_idx on orders (id) where gross is null;
