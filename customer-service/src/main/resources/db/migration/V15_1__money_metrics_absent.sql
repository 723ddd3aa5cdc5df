-- User-defined metrics of money are absent where an order without a rate would be left out. A base that has such metrics is
-- recomputed at the next start, like one that lacks metrics.
update metric_state set metrics = 0
where exists (select from metric_definitions where state = 'IN_FORCE' and document ->> 'source' in ('orders', 'orderLines'));
