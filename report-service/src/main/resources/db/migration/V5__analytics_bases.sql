-- Tables that replicas made to answer analytics from; one that nobody looks after any more is dropped by the others.
create table analytics_base (
    name text constraint analytics_base_pk primary key,
    seen_at timestamptz not null default now()
);
