-- Where the reports of a definition are sent.
create table report_delivery_settings (
    definition_id uuid constraint report_delivery_settings_pk primary key,
    document jsonb not null,
    revision bigint not null default 1,
    constraint report_delivery_settings_of_a_definition
    foreign key (definition_id) references report_definitions (id) on delete cascade
);

-- What is to be sent of a report, and how that went: one row a recipient. Whoever takes one on moves its next attempt
-- away first, so that another takes it on again only when that time has passed.
create table report_deliveries (
    id uuid constraint report_deliveries_pk primary key default uuidv7(),
    report_id uuid not null,
    channel text not null,
    target text not null,
    document jsonb not null,
    state text not null default 'PENDING',
    attempts integer not null default 0,
    next_attempt_at timestamptz default now(),
    failure text,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint report_deliveries_of_a_report foreign key (report_id) references reports (id) on delete cascade,
    constraint report_deliveries_channel_known check (channel = 'EMAIL'),
    constraint report_deliveries_state_known check (state in ('PENDING', 'SUCCEEDED', 'FAILED')),
    constraint report_deliveries_pending_have_a_next check ((state = 'PENDING') = (next_attempt_at is not null))
);
create index report_deliveries_due on report_deliveries (next_attempt_at) where state = 'PENDING';
create index report_deliveries_of_report on report_deliveries (report_id, id desc);
