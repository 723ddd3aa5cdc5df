-- What reports are to be about, under a name.
create table report_definitions (
    id uuid constraint report_definitions_pk primary key default uuidv7(),
    name text not null,
    document jsonb not null,
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
alter table reports add column definition_id uuid;
create index reports_of_a_definition on reports (definition_id, created_at desc) where definition_id is not null;
