-- A metric that counts days grows by one each day without being sent again: its value at the base's business date is the
-- stored one plus the days since the vector's.
alter table metric_names add column daily boolean not null default false;
