-- What changes in the life of an order and is searched, apart from the order's row. Where none of
-- the columns that change has an index on the order's own row, Postgres writes a new version of the
-- row and of no index; of which orders has thirty. Columns are the same as of orders, and kept the
-- same by its triggers. While this is made, orders are read and not written: ten million take a few
-- minutes.
set local maintenance_work_mem = '256MB';
lock table orders in share row exclusive mode;
create table order_state (
  site_id            uuid        not null,
  id                 uuid        not null,
  created_date       timestamptz not null,
  updated_date       timestamptz not null,
  payment_status     text        not null,
  fulfillment_status text        not null,
  authorized         numeric,
  pending            numeric,
  pending_refund     numeric
) with (fillfactor = 90);
insert into order_state
select site_id, id, created_date, updated_date, payment_status, fulfillment_status, authorized, pending, pending_refund
from orders order by site_id, created_date;
alter table order_state add constraint order_state_pkey primary key (site_id, id);
create index order_state_by_update on order_state (site_id, updated_date, id);
create index order_state_by_payment_status on order_state (site_id, payment_status, created_date, id);
create index order_state_by_fulfillment_status on order_state (site_id, fulfillment_status, created_date, id);
create index order_state_authorized on order_state (site_id, created_date, id) where authorized > 0;
create index order_state_pending on order_state (site_id, created_date, id) where pending > 0;
create index order_state_pending_refund on order_state (site_id, created_date, id) where pending_refund > 0;
drop index orders_by_update;
drop index orders_by_payment_status;
drop index orders_by_fulfillment_status;
drop index orders_authorized;
drop index orders_pending;
drop index orders_pending_refund;

create function keep_order_state() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into order_state
    select site_id, id, created_date, updated_date, payment_status, fulfillment_status, authorized, pending, pending_refund from written;
  elsif tg_op = 'UPDATE' then
    update order_state s
    set created_date = n.created_date, updated_date = n.updated_date, payment_status = n.payment_status,
      fulfillment_status = n.fulfillment_status, authorized = n.authorized, pending = n.pending, pending_refund = n.pending_refund
    from written n where s.site_id = n.site_id and s.id = n.id
      and (s.created_date, s.updated_date, s.payment_status, s.fulfillment_status, s.authorized, s.pending, s.pending_refund)
        is distinct from (n.created_date, n.updated_date, n.payment_status, n.fulfillment_status, n.authorized, n.pending, n.pending_refund);
  else
    delete from order_state s using deleted d where s.site_id = d.site_id and s.id = d.id;
  end if;
  return null;
end $$;
create trigger order_state_of_new after insert on orders
  referencing new table as written for each statement execute function keep_order_state();
create trigger order_state_of_changed after update on orders
  referencing new table as written for each statement execute function keep_order_state();
create trigger order_state_of_deleted after delete on orders
  referencing old table as deleted for each statement execute function keep_order_state();
analyze order_state;

-- Orders for searches by what changes: those columns as they are indexed, all else from the order.
create view order_by_state as select
  s.site_id, s.id, s.created_date, s.updated_date, s.payment_status, s.fulfillment_status, s.authorized,
  s.pending, s.pending_refund, o.revision, o.created_at, o.updated_at, o.doc, o.number, o.purchased_date,
  o.status, o.channel_type, o.external_order_id, o.checkout_id, o.buyer_contact_id, o.buyer_member_id,
  o.buyer_email, o.created_by_user_id, o.billing_first_name, o.billing_last_name, o.recipient_first_name,
  o.recipient_last_name, o.location_id, o.location_name, o.shipping_title, o.shipping_region, o.delivery_time,
  o.delivery_from, o.delivery_to, o.total, o.total_tax, o.tax_exempt, o.archived, o.imported, o.seen, o.demo,
  o.app_ids, o.catalog_item_ids, o.line_location_ids, o.subscription_ids, o.product_names, o.skus,
  o.fulfillment_statuses
from order_state s join orders o on o.site_id = s.site_id and o.id = s.id;
