-- Chunks that are envelopes: those of files with contact data. What arrived before is in the clear until its import has ended.
alter table import_chunks add column sealed boolean not null default false;
