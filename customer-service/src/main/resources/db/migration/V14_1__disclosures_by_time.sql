-- GET /v1/disclosures?from=&to=, and the retention rule.
create index disclosures_read_at_idx on disclosures (read_at);
