-- A replay gives all headers of the first answer (Location, ETag), not only its location.

alter table idempotency_keys add column headers jsonb not null default '{}';
update idempotency_keys set headers = jsonb_build_object('Location', location) where location is not null;
alter table idempotency_keys drop column location;
