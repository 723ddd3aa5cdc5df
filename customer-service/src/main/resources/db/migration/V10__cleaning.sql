-- What users changed about the cleaning rules that ship with the service (resource cleaning/rules.json).
create table cleaning_rules (
  code       text        not null,
  severity   text        not null,
  action     text        not null,
  enabled    boolean     not null,
  parameters jsonb       not null,
  version    bigint      not null default 1,
  updated_at timestamptz not null default now(),
  constraint cleaning_rules_pk primary key (code),
  constraint cleaning_rules_severity_ck check (severity in ('INFO', 'WARNING', 'ERROR')),
  constraint cleaning_rules_action_ck check (action in ('REJECT', 'REPAIR', 'FLAG'))
);

create table value_maps (
  name       text        not null,
  document   jsonb       not null,
  version    bigint      not null default 1,
  updated_at timestamptz not null default now(),
  constraint value_maps_pk primary key (name)
);

-- Mistakes of real files, as examples and because they hurt nobody else.
insert into value_maps (name, document) values
  ('industry-spelling', '{"field": "industry", "values": {"technolgy": "technology"}}'),
  ('product-key-spelling', '{"field": "productKey", "values": {"GTXPro": "GTX Pro"}}');

-- What rules found in rows that are there: a repaired value with its original, or a flag. line_no is 0 for what is no
-- order line. No value of a contact point ever stands here.
create table row_findings (
  customer_id uuid        not null,
  entity      text        not null,
  row_id      uuid        not null,
  line_no     bigint      not null default 0,
  field       text        not null,
  rule        text        not null,
  action      text        not null,
  original    text,
  repaired    text,
  source      text        not null,
  import_id   uuid,
  file_line   bigint,
  found_at    timestamptz not null default now(),
  constraint row_findings_pk primary key (customer_id, entity, row_id, line_no, field, rule),
  constraint row_findings_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint row_findings_action_ck check (action in ('REPAIR', 'FLAG'))
);
create index row_findings_source_idx on row_findings (entity, source, rule);
-- For rows whose key is known but not their customer.
create index row_findings_row_idx on row_findings (row_id);

create table product_findings (
  product_id uuid        not null,
  field      text        not null,
  rule       text        not null,
  action     text        not null,
  original   text,
  repaired   text,
  source     text        not null,
  import_id  uuid,
  file_line  bigint,
  found_at   timestamptz not null default now(),
  constraint product_findings_pk primary key (product_id, field, rule),
  constraint product_findings_product_fk foreign key (product_id) references products (id) on delete cascade,
  constraint product_findings_action_ck check (action in ('REPAIR', 'FLAG'))
);
create index product_findings_source_idx on product_findings (source, rule);

-- One snapshot of the base's quality a day: what each measure counted (rows, and hits among them) per entity, source,
-- field and rule; an empty text where a measure has none of these.
create table quality_days (
  day         date        not null,
  computed_at timestamptz,
  constraint quality_days_pk primary key (day)
);

create table quality_measures (
  day      date   not null,
  measure  text   not null,
  entity   text   not null,
  source   text   not null,
  field    text   not null,
  rule     text   not null,
  rows     bigint not null,
  hits     bigint not null,
  details  jsonb  not null default '{}',
  constraint quality_measures_pk primary key (day, measure, entity, source, field, rule),
  constraint quality_measures_day_fk foreign key (day) references quality_days (day) on delete cascade
);
