-- Rises with whatever an evaluation of the whole base reads: who keeps the base in memory sees at once whether it is still
-- the same.
alter table metric_copy add column revision bigint not null default 0;

create function raise_base_revision() returns trigger language plpgsql as $$
begin
  update metric_copy set revision = revision + 1;
  return null;
end
$$;

create trigger raises_base_revision after insert or update or delete on customer_metrics
  for each statement execute function raise_base_revision();
create trigger raises_base_revision after insert or update or delete on tiers
  for each statement execute function raise_base_revision();
create trigger raises_base_revision after insert or update or delete on overrides
  for each statement execute function raise_base_revision();
create trigger raises_base_revision after insert or update or delete on schemes_in_force
  for each statement execute function raise_base_revision();
create trigger raises_base_revision after update of business_date on metric_copy
  for each row when (old.business_date is distinct from new.business_date) execute function raise_base_revision();
