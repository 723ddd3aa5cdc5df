-- Interactions and feedback, shaped like orders: keys begin with customer_id, natural keys live in directory tables
-- without foreign keys, which are written and deleted only together with their rows.

create table interactions (
  customer_id uuid        not null,
  id          uuid        not null,
  source      text        not null,
  key         text        not null,
  occurred_at timestamptz not null,
  type        text        not null,
  channel     text,
  direction   text,
  version     bigint      not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint interactions_pk primary key (customer_id, id),
  constraint interactions_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint interactions_type_ck check (type in ('CALL', 'EMAIL', 'VISIT', 'MEETING', 'SITE_VIEW', 'INQUIRY', 'DOWNLOAD',
                                                  'LOGIN', 'CAMPAIGN_RESPONSE', 'SOCIAL_CONTACT')),
  constraint interactions_direction_ck check (direction in ('INBOUND', 'OUTBOUND'))
);
-- What the metric refresh reads, in the order it reads it.
create index interactions_metrics_idx on interactions (customer_id, occurred_at) include (type);

create table interaction_keys (
  source      text not null,
  key         text not null,
  customer_id uuid not null,
  id          uuid not null,
  constraint interaction_keys_pk primary key (source, key),
  constraint interaction_keys_id_uq unique (id)
);

-- occurred_at of a complaint is when it was opened. The referred customer need not be known.
create table feedback (
  customer_id     uuid        not null,
  id              uuid        not null,
  source          text        not null,
  key             text        not null,
  occurred_at     timestamptz not null,
  type            text        not null,
  channel         text,
  score           smallint,
  rating          numeric,
  severity        text,
  resolved_at     timestamptz,
  referred_source text,
  referred_key    text,
  version         bigint      not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint feedback_pk primary key (customer_id, id),
  constraint feedback_customer_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint feedback_type_ck check (type in ('CSAT', 'NPS', 'COMPLAINT', 'REVIEW', 'REFERRAL')),
  constraint feedback_score_ck check (case type when 'CSAT' then score between 1 and 5 and score is not null
                                                when 'NPS' then score between 0 and 10 and score is not null
                                                else score is null end),
  constraint feedback_rating_ck check (case type when 'REVIEW' then rating between 1 and 5 and rating is not null
                                                 else rating is null end),
  constraint feedback_severity_ck check (case type when 'COMPLAINT' then severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')
                                                        and severity is not null
                                                   else severity is null end),
  constraint feedback_resolved_ck check (resolved_at is null or (type = 'COMPLAINT' and resolved_at >= occurred_at)),
  constraint feedback_referred_ck check ((referred_source is not null) = (type = 'REFERRAL')
                                         and (referred_key is not null) = (type = 'REFERRAL'))
);
create index feedback_metrics_idx on feedback (customer_id, occurred_at) include (id, type, score, resolved_at);

create table feedback_keys (
  source      text not null,
  key         text not null,
  customer_id uuid not null,
  id          uuid not null,
  constraint feedback_keys_pk primary key (source, key),
  constraint feedback_keys_id_uq unique (id)
);

alter table imports drop constraint imports_type_ck;
alter table imports add constraint imports_type_ck
  check (type in ('orders', 'customers', 'products', 'interactions', 'feedback'));

-- How many metrics the stored vectors have. A start that knows more recomputes the base.
alter table metric_state add column metrics integer not null default 38;
alter table metric_state alter column metrics drop default;
