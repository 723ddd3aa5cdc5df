-- What the metric feed says of customers that are gone: one row each, numbered like the vectors and by the same publisher.
-- It holds an id that no longer leads to anybody, and stays: a follower may come back after any time. A customer that
-- comes back (a merge that is undone) loses it.
create table metric_tombstones (
  customer_id   uuid        not null,
  reason        text        not null,
  merged_into   uuid,
  business_date date        not null,
  deleted_at    timestamptz not null default now(),
  feed_no       bigint,
  constraint metric_tombstones_pk primary key (customer_id),
  constraint metric_tombstones_reason_ck check (reason in ('DELETED', 'MERGED', 'ERASED')),
  constraint metric_tombstones_merged_into_ck check ((merged_into is not null) = (reason = 'MERGED'))
);
create index metric_tombstones_feed_idx on metric_tombstones (feed_no);
create index metric_tombstones_pending_idx on metric_tombstones (customer_id) where feed_no is null;
