-- What an undo needs beyond the records.

-- Contact points that are not preferred since the merge.
alter table merge_members add column preferred_points uuid[] not null default '{}';
-- Merges that hold have moved preferred contact points beside others: the customer's own stays so, else the oldest.
update contact_points p set preferred = false
where p.preferred and exists (
  select from contact_points o
  where o.customer_id = p.customer_id and o.type = p.type and o.preferred
    and (o.origin_id is not null, o.id) < (p.origin_id is not null, p.id));

-- Pairs with a merged customer that somebody has dismissed.
create table merge_dismissals (
  merge_id     uuid        not null,
  customer_id  uuid        not null,
  other_id     uuid        not null,
  id           uuid        not null,
  score        numeric     not null,
  reasons      jsonb       not null,
  found_at     timestamptz not null,
  dismissed_at timestamptz not null,
  constraint merge_dismissals_pk primary key (merge_id, customer_id, other_id),
  constraint merge_dismissals_merge_fk foreign key (merge_id) references merges (id) on delete cascade
);
create index merge_dismissals_customer_idx on merge_dismissals (customer_id);
create index merge_dismissals_other_idx on merge_dismissals (other_id);
