-- Artefacts in pieces: written as they are made, read as they are sent, never whole in memory. They appear with their
-- report's title, in one transaction.
create table report_artefact (
    report_id uuid not null,
    format text not null,
    bytes bigint not null,
    sha256 text not null,
    -- Whether it holds every customer of the scheme, and so goes when one of them is erased.
    every_customer boolean not null,
    constraint report_artefact_pk primary key (report_id, format),
    constraint report_artefact_of_a_report foreign key (report_id) references reports (id) on delete cascade,
    constraint report_artefact_format_known check (format in ('html', 'pdf', 'xlsx', 'csv', 'json'))
);
create table report_chunk (
    report_id uuid not null,
    format text not null,
    number integer not null,
    data bytea not null,
    constraint report_chunk_pk primary key (report_id, format, number),
    constraint report_chunk_of_a_report foreign key (report_id) references reports (id) on delete cascade
);
-- Most of it is compressed already.
alter table report_chunk alter column data set storage external;

insert into report_artefact (report_id, format, bytes, sha256, every_customer)
select id, 'html', length(html), encode(sha256(html), 'hex'), false from reports where html is not null
union all
select id, 'json', length(content), encode(sha256(content), 'hex'), false from reports where html is not null;
insert into report_chunk (report_id, format, number, data)
select id, 'html', 0, html from reports where html is not null
union all
select id, 'json', 0, content from reports where html is not null;

-- The customers that a report names, so that it goes with them.
alter table reports add column named uuid[] not null default '{}';
update reports r set named = array(
    select distinct m[1]::uuid
    from regexp_matches(convert_from(r.content, 'UTF8'), '"customerId":"([0-9a-f-]{36})"', 'g') as m)
where r.content is not null;
alter table reports drop constraint reports_whole, drop column html, drop column content;
alter table reports add constraint reports_whole check ((content_security_policy is null) = (title is null));
