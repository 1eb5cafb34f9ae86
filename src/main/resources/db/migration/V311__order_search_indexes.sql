-- Orders by what else staff and their programs look for. Where a value is rare the page is sorted
-- after it is found, where it is frequent the orders are walked by date: such an index holds the
-- value alone and stays small, as equal values share their entry.
create index orders_by_update on orders (site_id, updated_date, id);
create index orders_by_checkout on orders (site_id, checkout_id) where checkout_id is not null;
create index orders_by_channel on orders (site_id, channel_type);
create index orders_by_shipping_title on orders (site_id, shipping_title);
create index orders_by_shipping_region on orders (site_id, shipping_region);
create index orders_by_last_name on orders (site_id, billing_last_name);
create index orders_by_location on orders (site_id, location_id) where location_id is not null;
create index orders_by_user on orders (site_id, created_by_user_id)
  where created_by_user_id is not null;
create index orders_by_subscription on orders using gin (subscription_ids);
create index orders_by_slot on orders (site_id, delivery_from, id) where delivery_from is not null;

-- Orders that are few beside the others, newest first.
create index orders_unseen on orders (site_id, created_date, id) where not seen;
create index orders_archived on orders (site_id, created_date, id) where archived;
create index orders_imported on orders (site_id, created_date, id) where imported;
create index orders_demo on orders (site_id, created_date, id) where demo;
create index orders_authorized on orders (site_id, created_date, id) where authorized > 0;
create index orders_pending on orders (site_id, created_date, id) where pending > 0;
create index orders_pending_refund on orders (site_id, created_date, id) where pending_refund > 0;
