-- What hysteresis and movement look at next time: the tier before rules and override, and the dates of the stay in it.
alter table tiers rename column cut_tier to held_tier;
alter table tiers add column held_since date, add column grace_until date, add column reviewed_on date;
update tiers set held_since = (since at time zone 'UTC')::date where held_tier is not null;

alter table tier_history drop constraint tier_history_cause;
alter table tier_history add constraint tier_history_cause
  check (cause in ('RUN', 'METRICS', 'DELETED', 'REVIEW', 'OVERRIDE'));

-- The business date moves with the feed's last page now, so nothing has to be remembered until that. Where it has moved
-- already, and not everyone was evaluated, that is still due.
update metric_copy set business_date = business_date - 1 where day_changed;
alter table metric_copy drop column day_changed;
