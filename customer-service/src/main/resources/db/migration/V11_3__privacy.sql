-- Who read whose personal data, when and what for. It outlives the customer: then customer_id leads to nobody.
create table disclosures (
  customer_id uuid        not null,
  id          uuid        not null,
  reader      text        not null,
  purpose     text,
  resource    text        not null,
  read_at     timestamptz not null,
  constraint disclosures_pk primary key (customer_id, id)
);
create index disclosures_id_idx on disclosures (id);
create index disclosures_reader_idx on disclosures (reader, id);

-- Customers that are kept but not processed.
create table customer_restrictions (
  customer_id   uuid        not null,
  reason        text,
  restricted_at timestamptz not null,
  constraint customer_restrictions_pk primary key (customer_id),
  constraint customer_restrictions_customer_fk foreign key (customer_id) references customers (id) on delete cascade
);

-- How long rows are kept, by kind; nothing goes by itself until a rule is switched on.
create table retention_rules (
  entity     text        not null,
  enabled    boolean     not null,
  keep_days  integer     not null,
  version    bigint      not null default 1,
  updated_at timestamptz not null default now(),
  constraint retention_rules_pk primary key (entity),
  constraint retention_rules_keep_days_ck check (keep_days between 1 and 36500)
);
insert into retention_rules (entity, enabled, keep_days) values
  ('customers', false, 3650),
  ('disclosures', false, 1095),
  ('feedback', false, 1825),
  ('interactions', false, 1095),
  ('rejections', false, 90);
