-- Who may be one and the same.

-- The normal forms by which a customer is compared, made from the version of its record that is named; a search brings
-- forward those that are behind. The names of blocks are hashes: customers that share one are compared.
create table customer_match_keys (
  customer_id      uuid     not null,
  customer_version bigint   not null,
  organization     boolean  not null,
  name             text,
  pinyin           text,
  swapped          text,
  tax_number       text,
  province         text,
  city             text,
  blocks           bigint[] not null,
  name_blocks      bigint[] not null,
  constraint customer_match_keys_pk primary key (customer_id),
  constraint customer_match_keys_customer_fk foreign key (customer_id) references customers (id) on delete cascade
);

create table duplicate_candidates (
  customer_id  uuid        not null,
  other_id     uuid        not null,
  id           uuid        not null,
  score        numeric     not null,
  reasons      jsonb       not null,
  state        text        not null,
  found_at     timestamptz not null,
  dismissed_at timestamptz,
  constraint duplicate_candidates_pk primary key (customer_id, other_id),
  constraint duplicate_candidates_id_uq unique (id),
  constraint duplicate_candidates_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint duplicate_candidates_other_fk foreign key (other_id) references customers (id) on delete cascade,
  constraint duplicate_candidates_order_ck check (customer_id < other_id),
  constraint duplicate_candidates_score_ck check (score between 0 and 1),
  constraint duplicate_candidates_state_ck check (state in ('OPEN', 'DISMISSED')),
  constraint duplicate_candidates_dismissed_ck check ((dismissed_at is not null) = (state = 'DISMISSED'))
);
create index duplicate_candidates_other_idx on duplicate_candidates (other_id);
create index duplicate_candidates_score_idx on duplicate_candidates (state, score desc, id);
