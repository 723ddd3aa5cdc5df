-- Files on their way in. Chunks are the file itself, received before the work begins, so that the work can begin again.

create table mappings (
  name       text        not null,
  document   jsonb       not null,
  version    bigint      not null default 1,
  updated_at timestamptz not null default now(),
  constraint mappings_pk primary key (name)
);

create table imports (
  id         uuid        not null,
  type       text        not null,
  mapping    text        not null,
  document   jsonb       not null,
  filename   text,
  bytes      bigint      not null,
  columns    text[],
  outcome    jsonb,
  created_at timestamptz not null default now(),
  constraint imports_pk primary key (id),
  constraint imports_type_ck check (type in ('orders', 'customers', 'products')),
  constraint imports_bytes_ck check (bytes >= 0)
);

-- No foreign key: chunks arrive before their import does. Those that never get one are swept after a day.
create table import_chunks (
  import_id  uuid        not null,
  no         integer     not null,
  content    bytea       not null,
  created_at timestamptz not null default now(),
  constraint import_chunks_pk primary key (import_id, no)
);
-- Files are mostly compressed already; trying again only burns time.
alter table import_chunks alter column content set storage external;
create index import_chunks_created_idx on import_chunks (created_at) where no = 0;

-- No foreign key: refused rows are written only in the transaction that ends their import, and a check per row would take
-- longer than writing them.
create table import_rejections (
  import_id uuid   not null,
  line      bigint not null,
  code      text   not null,
  reason    text   not null,
  raw       text   not null,
  constraint import_rejections_pk primary key (import_id, line)
);
