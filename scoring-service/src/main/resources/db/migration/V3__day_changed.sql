-- The business date has changed while the feed was not at its end: everyone is due when it is.
alter table metric_copy add column day_changed boolean not null default false;
