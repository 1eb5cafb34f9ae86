-- Pages of orders by what staff look for, newest first: equality, then the default sort.
drop index orders_by_email;
drop index orders_by_member;
create index orders_by_email on orders (site_id, buyer_email, created_date, id)
  where buyer_email is not null;
create index orders_by_member on orders (site_id, buyer_member_id, created_date, id)
  where buyer_member_id is not null;
create index orders_by_contact on orders (site_id, buyer_contact_id, created_date, id)
  where buyer_contact_id is not null;
create index orders_by_external_id on orders (site_id, external_order_id)
  where external_order_id is not null;
create index orders_by_status on orders (site_id, status, created_date, id);
create index orders_by_payment_status on orders (site_id, payment_status, created_date, id);
create index orders_by_fulfillment_status on orders (site_id, fulfillment_status, created_date, id);
create index orders_by_catalog_item on orders using gin (catalog_item_ids);
