alter table tier_history drop constraint tier_history_cause;
alter table tier_history add constraint tier_history_cause
  check (cause in ('RUN', 'METRICS', 'DELETED', 'REVIEW', 'OVERRIDE', 'OTHER_SCHEME', 'CORRECTION', 'RETIRED')) not valid;
alter table tier_history validate constraint tier_history_cause;
