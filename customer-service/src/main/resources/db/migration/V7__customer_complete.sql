-- Risk appetite in five steps, from cautious to bold (C1 to C5 of the suitability rules).
alter table customers add constraint customers_risk_appetite_ck
  check (risk_appetite in ('CONSERVATIVE', 'STEADY', 'BALANCED', 'GROWTH', 'AGGRESSIVE'));
-- For the lists of a sales manager, and for names that begin with something.
create index customers_account_manager_idx on customers (account_manager, id) where account_manager is not null;
create index customers_name_idx on customers (name text_pattern_ops) where name is not null;

-- What the fields in customers.custom are. A definition changes only while nobody writes customers (see MetricRefresh).
create table custom_fields (
  key        text        not null,
  type       text        not null,
  name_zh    text,
  name_en    text,
  choices    text[]      not null default '{}',
  analytic   boolean     not null default false,
  version    bigint      not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint custom_fields_pk primary key (key),
  constraint custom_fields_type_ck check (type in ('TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'CHOICE')),
  constraint custom_fields_choices_ck check ((type = 'CHOICE') = (cardinality(choices) > 0))
);

-- What a customer said to the use of its data for a purpose. Rows are only added: the latest by given_at is in force.
-- origin_id: the customer that said it, where that is part of another now.
create table consents (
  customer_id  uuid        not null,
  id           uuid        not null,
  purpose      text        not null,
  given        boolean     not null,
  given_at     timestamptz not null,
  source       text,
  channel      text,
  text_version text,
  recorded_at  timestamptz not null default now(),
  origin_id    uuid,
  constraint consents_pk primary key (customer_id, id),
  constraint consents_customer_fk foreign key (customer_id) references customers (id) on delete cascade
);
create index consents_purpose_idx on consents (customer_id, purpose, given_at desc, id desc);

-- Who looks after customers: the name that customers.account_manager holds, whom that person reports to and where.
create table account_managers (
  name       text        not null,
  manager    text,
  region     text,
  version    bigint      not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_managers_pk primary key (name)
);

alter table imports drop constraint imports_type_ck;
alter table imports add constraint imports_type_ck
  check (type in ('orders', 'customers', 'products', 'interactions', 'feedback', 'account-managers'));
