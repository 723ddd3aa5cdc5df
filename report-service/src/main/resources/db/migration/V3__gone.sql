-- Customers that were deleted. Tier changes about them that arrive later are not kept: erasure wins.
create table mart_gone (
    customer_id uuid constraint mart_gone_pk primary key
);
