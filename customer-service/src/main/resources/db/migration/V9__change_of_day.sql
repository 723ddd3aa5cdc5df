-- What counts days is stored as the date it counts from, in days since 1970 (positions 33, 34 and 72 of the vector:
-- recencyDays, tenureDays, lastInteractionDays), so that a new day changes only the vectors of customers with a fact that
-- enters or leaves a window. next_change is the first business date at which that may happen; null for never.
alter table customer_metrics add column next_change date;
create index customer_metrics_next_change_idx on customer_metrics (next_change);

update customer_metrics set vector[33] = (business_date - date '1970-01-01') - vector[33] where vector[33] is not null;
update customer_metrics set vector[34] = (business_date - date '1970-01-01') - vector[34] where vector[34] is not null;
update customer_metrics set vector[72] = (business_date - date '1970-01-01') - vector[72] where vector[72] is not null;

-- The next start recomputes the base, which fills next_change.
update metric_state set metrics = 0;
