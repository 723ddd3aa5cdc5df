-- What one replica does for all is its own for as long as it renews the lease; each replica also holds one of its own
-- ("replica/<id>") as a sign of life.
create table leases (
  name text primary key,
  owner uuid not null,
  until timestamptz not null
);
