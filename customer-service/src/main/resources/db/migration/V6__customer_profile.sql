-- What a customer's record says beyond its master data. Contact points are personal: a value is an AES-GCM envelope, and
-- what looks it up is a keyed hash of its normalised form (the blind index), so that equal values can be found and joined
-- without being read.
alter table customers add column account_manager text;
alter table customers add column risk_appetite text;
alter table customers add column tax_number text;
alter table customers add column custom jsonb not null default '{}';

create table contact_points (
  customer_id uuid        not null,
  id          uuid        not null,
  type        text        not null,
  label       text,
  preferred   boolean     not null default false,
  value       bytea       not null,
  blind_index bytea       not null,
  created_at  timestamptz not null default now(),
  constraint contact_points_pk primary key (customer_id, id),
  constraint contact_points_value_uq unique (customer_id, type, blind_index),
  constraint contact_points_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint contact_points_type_ck check (type in ('PHONE', 'EMAIL', 'WECHAT', 'ADDRESS'))
);
create index contact_points_blind_index_idx on contact_points (type, blind_index);
