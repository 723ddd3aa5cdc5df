-- A report has the id of the operation that makes it. The artefacts appear together, when they are complete.
create table reports (
    id uuid constraint reports_pk primary key,
    scheme text not null,
    language text not null,
    title text,
    business_date date,
    content_security_policy text,
    html bytea,
    content bytea,
    created_at timestamptz not null,
    constraint reports_language_known check (language in ('zh-CN', 'en')),
    constraint reports_whole check (
        (html is null) = (content is null)
        and (html is null) = (content_security_policy is null)
        and (html is null) = (title is null))
);
create index reports_newest on reports (created_at desc, id desc);
