-- Merges of customers, and what their undoing needs.

-- The customer that a row belongs to apart from merges; null where that is customer_id. A row that arrives after a merge
-- by a key of the merged customer has it too, and so goes with that key when the merge is undone.
alter table customer_keys add column origin_id uuid;
alter table orders add column origin_id uuid;
alter table interactions add column origin_id uuid;
alter table feedback add column origin_id uuid;
alter table contact_points add column origin_id uuid;

-- The survivor's row before and after: a field that still has what the merge gave it gets its old value back.
create table merges (
  id              uuid        not null,
  survivor_id     uuid        not null,
  state           text        not null,
  outcome         jsonb       not null,
  survivor_before jsonb       not null,
  survivor_after  jsonb       not null,
  created_at      timestamptz not null,
  undone_at       timestamptz,
  constraint merges_pk primary key (id),
  constraint merges_state_ck check (state in ('MERGED', 'UNDONE')),
  constraint merges_undone_ck check ((undone_at is not null) = (state = 'UNDONE'))
);
create index merges_survivor_idx on merges (survivor_id, id);

-- contact_points: those that the survivor had already, as rows.
create table merge_members (
  merge_id       uuid  not null,
  customer_id    uuid  not null,
  record         jsonb not null,
  contact_points jsonb not null,
  constraint merge_members_pk primary key (merge_id, customer_id),
  constraint merge_members_merge_fk foreign key (merge_id) references merges (id) on delete cascade
);
create index merge_members_customer_idx on merge_members (customer_id);
