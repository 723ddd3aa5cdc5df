-- When reports are made of a definition. The next time is kept, so that a look reads only what is due; with the zone it was
-- computed in, as another one moves it.
create table report_schedules (
    definition_id uuid constraint report_schedules_pk primary key,
    cron text not null,
    paused boolean not null,
    zone text not null,
    next_at timestamptz,
    last_slot timestamptz,
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint report_schedules_of_a_definition
    foreign key (definition_id) references report_definitions (id) on delete cascade,
    constraint report_schedules_paused_have_no_next check (not paused or next_at is null)
);
create index report_schedules_due on report_schedules (next_at) where next_at is not null;

-- The times that were taken: one report each, whoever looks. They outlive their reports and schedules.
create table report_slots (
    definition_id uuid not null,
    slot timestamptz not null,
    report_id uuid not null,
    constraint report_slots_pk primary key (definition_id, slot),
    constraint report_slots_of_a_definition
    foreign key (definition_id) references report_definitions (id) on delete cascade
);
alter table reports add column slot timestamptz;

-- How long reports of a definition are kept, where that is not the service's own number of days.
create table report_retentions (
    definition_id uuid constraint report_retentions_pk primary key,
    days integer,
    reports integer,
    revision bigint not null default 1,
    constraint report_retentions_of_a_definition
    foreign key (definition_id) references report_definitions (id) on delete cascade,
    constraint report_retentions_say_something check (days is not null or reports is not null),
    constraint report_retentions_positive check (days > 0 and reports > 0)
);
alter table reports add column expired_at timestamptz;
create index reports_that_can_expire on reports (created_at) where title is not null and expired_at is null;

-- Addresses of artefacts. Of the secret in them only its SHA-256 is here.
create table report_links (
    id uuid constraint report_links_pk primary key default uuidv7(),
    report_id uuid not null,
    format text not null,
    hash bytea not null constraint report_links_hash_unique unique,
    audience text,
    uses bigint not null default 0,
    last_used_at timestamptz,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint report_links_of_a_report foreign key (report_id) references reports (id) on delete cascade,
    constraint report_links_format_known check (format in ('html', 'pdf', 'xlsx', 'csv', 'json'))
);
create index report_links_of_report on report_links (report_id, id desc);
