-- The catalogue's items as customer-service sent them: names, units, steps and how metrics can be moved. Null before it was
-- asked for the first time since this is kept.
alter table metric_catalogue add column metrics text;
