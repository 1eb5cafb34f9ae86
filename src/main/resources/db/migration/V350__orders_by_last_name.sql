-- A last name that many buyers have: its newest orders are read in their order, and not all of them
-- fetched and sorted.
drop index orders_by_last_name;
create index orders_by_last_name on orders (site_id, billing_last_name, created_date, id)
  where billing_last_name is not null;
