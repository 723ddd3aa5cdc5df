-- The days whose retention run was begun; the key makes one instance the one that begins it.
create table retention_days (
  day date not null,
  constraint retention_days_pk primary key (day)
);

-- A refused row holds what people wrote about a customer, so it is kept as an envelope.
-- sealed: reason and row. marks: keyed hashes of the row's cells, by which an erasure finds it; without an index, because
-- an erasure may read the table once but an import must not pay for it. Refused rows of earlier imports stood in clear and
-- go: the same file refuses them again.
truncate import_rejections;
alter table import_rejections drop column reason;
alter table import_rejections drop column raw;
alter table import_rejections add column sealed bytea not null;
alter table import_rejections add column marks bigint[] not null;
-- What is encrypted does not get smaller.
alter table import_rejections alter column sealed set storage external;
