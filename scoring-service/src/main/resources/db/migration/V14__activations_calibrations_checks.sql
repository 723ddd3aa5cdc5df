-- Which version was active when this one was activated: what taking the activation back goes back to.
alter table scheme_versions add column active_before integer,
  add constraint scheme_versions_active_before foreign key (scheme, active_before)
    references scheme_versions (scheme, version);
update scheme_versions v set active_before = (
  select b.version from scheme_versions b
  where b.scheme = v.scheme and b.activated_at < v.activated_at order by b.activated_at desc limit 1)
where v.activated_at is not null;

-- The operation of a calibration on its own: begun again after its commit it finds what it has made.
alter table calibrations add column operation_id uuid,
  add constraint calibrations_operation unique (operation_id);
