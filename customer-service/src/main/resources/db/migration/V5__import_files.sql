-- How a file was read (encoding, delimiter …), and whether it was only checked.
alter table imports add column format jsonb;
alter table imports add column validate_only boolean not null default false;
